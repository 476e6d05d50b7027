# Adapter protocol 1 for adapters in Perl: a JSON object a line in, a JSON object a line out, until the input ends.
#
# An adapter calls Protocol::serve with a description of its library and the functions that call it. What a message asks
# comes to them as a request, a hash; what the capabilities don't declare is answered here and never reaches them.
package Protocol;

use v5.36;
use Encode qw(encode encode_utf8);
use List::Util qw(first);
use MIME::Base64 qw(decode_base64url encode_base64url);
use Scalar::Util qw(blessed);
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC);

# JSON::XS where it's installed, for the sake of long tokens; JSON::PP comes with Perl.
my $JSON_CLASS = eval { require JSON::XS } ? 'JSON::XS' : do { require JSON::PP; 'JSON::PP' };
my $TEXT       = $JSON_CLASS->new->canonical->allow_nonref->allow_blessed->convert_blessed->max_depth(100_000);
my $JSON       = $JSON_CLASS->new->utf8->canonical->allow_nonref->allow_blessed->convert_blessed->max_depth(100_000);

# Ends the answer to a request with "the library can't do that": Protocol::unsupported('key:none').
sub unsupported ($feature) { die bless { outcome => 'unsupported', feature => $feature }, 'Protocol::Answer' }

# Ends it with a refusal, where the library refuses otherwise than by an exception.
sub refused ($detail) { die bless { outcome => 'reject', detail => $detail }, 'Protocol::Answer' }

# A request, of a message. Octets are decoded; what isn't there is undef.
#
#   token, detached_payload   what is asked about
#   claims                    whether claims are validated; else it's about the payload's octets alone
#   jwk, pem                  the key as a JWK or a JWK Set, and once more as PEM, where there is such a form
#   key_text                  a key as text or octets, to be handed over untouched; text as its octets in UTF-8
#   header, payload           what is to be signed
#   policy                    what is demanded of the token; what isn't there isn't demanded
#   algorithms                the names that the policy pins; undef: what the library does when it's told nothing
sub request ($message) {
    my $policy = $message->{policy} // {};
    my $pinned = $policy->{algorithms};
    return {
        message          => $message,
        policy           => $policy,
        algorithms       => ref $pinned ? $pinned : undef,
        claims           => ($message->{content} // '') eq 'claims',
        token            => $message->{token} // octets($message->{tokenOctets}),
        detached_payload => octets($message->{detachedPayload}),
        jwk              => $message->{key},
        pem              => $message->{pem},
        key_text         => octets($message->{keyOctets}) // utf8_octets($message->{keyText}),
        header           => $message->{header},
        payload          => octets($message->{payload}),
    };
}

sub octets      ($text) { defined $text ? decode_base64url($text) : undef }
sub utf8_octets ($text) { defined $text ? encode_utf8($text)      : undef }

sub is_key_set ($request) { exists(($request->{jwk} // {})->{keys}) }

# A member of a JWK, for a library that reads no such JWK. What isn't base64url is refused here.
sub jwk_octets ($request, $name) {
    my $text = $request->{jwk}{$name};
    refused("the adapter can't read the JWK's $name") unless defined $text && !ref $text && $text =~ /\A[\w-]*\z/a;
    return octets($text);
}

# Given back in place of a payload where the library has accepted a compact token and gives no octets.
use constant COMPACT_PAYLOAD => \'compact payload';

# Answers messages until the input ends.
#
#   implementation  who answers: name, version and homepage; language, where it isn't Perl
#   capabilities    what can be asked, as adapter-reply.schema.json has it; operations and sequences come of themselves
#   verifier        from a request to a function from a token to its payload, which is octets, or a claims set by
#                   reference; the key is prepared once, before, and kept for a sequence
#   sign            from a request to a token
#   refusal         whether an exception is the library's way to refuse; every other exception is an error, a finding
#   reasons         reason codes by pattern, in pairs; the first that an exception's text matches counts
#   clock           sets the time that the library sees, in seconds; undef: the true one
sub serve (%adapter) {
    my $clock        = $adapter{clock};
    my $capabilities = {
        operations     => [ 'verify', 'bench', $adapter{sign} ? 'sign' : () ],
        serializations => ['compact'], keys => ['jwk'], contents => ['claims'], policy => ['algorithms'],
        clock          => $clock ? 'injected' : 'system', sequences => \1, $adapter{capabilities}->%*,
    };
    my $who = { language => 'Perl', runtime => sprintf('perl %vd', $^V), $adapter{implementation}->%* };

    # What verifies the request's token: in a sequence what was there already, if it was asked the same of another.
    my @kept;    # the verifiers of sequences, with all that was asked but the token; the oldest first
    my $verifier = sub ($request) {
        my %rest = $request->{message}->%*;
        return $adapter{verifier}->($request) unless exists $rest{sequence};
        delete @rest{qw(id token tokenOctets)};
        my $question = $JSON->encode(\%rest);
        my $known    = first { $_->[0] eq $question } @kept;
        return $known->[1] if $known;
        push @kept, [ $question, $adapter{verifier}->($request) ];
        shift @kept if @kept > 100;
        return $kept[-1][1];
    };
    my $prepared = sub ($request) {
        if (my $feature = undeclared($request, $capabilities)) { unsupported($feature) }
        $clock->($request->{policy}{now}) if $clock;
        return $verifier->($request);
    };
    my %operations = (
        verify => sub ($request) {
            my $payload = $prepared->($request)->($request->{token});
            if (ref $payload && $payload == COMPACT_PAYLOAD) {
                $payload = octets((split /\./, $request->{token})[1]);
            }
            elsif (ref $payload || !defined $payload) {
                # The library may have let in what no JSON can hold.
                $payload = eval { $JSON->encode($payload) } // 'not to be written as JSON';
            }
            utf8::encode($payload) unless utf8::downgrade($payload, 1);
            return { outcome => 'accept', payload => encode_base64url($payload) };
        },
        sign => sub ($request) { return { outcome => 'ok', token => $adapter{sign}->($request) } },
        bench => sub ($request) {
            my ($tokens, $iterations) = $request->{message}->@{qw(tokens iterations)};
            my $verify = $prepared->($request);
            $verify->($_) for @$tokens;    # nothing is timed that isn't accepted
            my $start = clock_gettime(CLOCK_MONOTONIC);
            $verify->($tokens->[ $_ % @$tokens ]) for 0 .. $iterations - 1;
            my $elapsed = int 1e9 * (clock_gettime(CLOCK_MONOTONIC) - $start);
            return { outcome => 'ok', iterations => $iterations, elapsedNanoseconds => $elapsed };
        },
    );
    my $reply = sub ($message) {
        my $operation = $message->{op};
        return { protocol => 1, implementation => $who, capabilities => $capabilities } if $operation eq 'hello';
        my $answer = eval {
            unsupported("operation:$operation") unless grep { $_ eq $operation } $capabilities->{operations}->@*;
            $operations{$operation}->(request($message));
        };
        return $answer // judged($@, %adapter);
    };

    binmode $_ for *STDIN, *STDOUT;
    STDOUT->autoflush(1);
    while (defined(my $line = <STDIN>)) {
        my $message = $JSON->decode($line);
        # A library's words may hold what Perl calls a character and Unicode doesn't, such as half of a pair.
        print encode('UTF-8', $TEXT->encode({ id => $message->{id}, $reply->($message)->%* })), "\n";
    }
}

# The answer that an exception stands for.
sub judged ($error, %adapter) {
    return {%$error} if blessed $error && $error->isa('Protocol::Answer');
    my $text = "$error";
    chomp $text;
    return { outcome => 'error', detail => $text } unless $adapter{refusal} && $adapter{refusal}->($error);
    my @reasons = ($adapter{reasons} // [])->@*;
    while (my ($pattern, $reason) = splice @reasons, 0, 2) {
        return { outcome => 'reject', reason => $reason, detail => $text } if $text =~ $pattern;
    }
    return { outcome => 'reject', detail => $text };
}

# The first feature that the request needs and that the capabilities don't declare.
sub undeclared ($request, $capabilities) {
    my $message = $request->{message};
    my @needs   = map { [ 'policy', 'policy', $_ ] } sort keys $request->{policy}->%*;
    push @needs, [ 'policy', 'policy', 'unpinned' ] if ($request->{policy}{algorithms} // '') eq 'default';
    push @needs, [ 'contents', 'content', $message->{content} ];
    push @needs, [ 'serializations', 'serialization', 'detached', 'unencoded' ] if defined $request->{detached_payload};
    push @needs, [ 'keys', 'key', key_kinds($request) ];
    for my $need (@needs) {
        my ($member, $kind, @names) = @$need;
        my %declared = map { $_ => 1 } $capabilities->{$member}->@*;
        return "$kind:$names[0]" unless first { $declared{$_} } @names;
    }
    return undef;
}

sub key_kinds ($request) {
    my $message = $request->{message};
    return is_key_set($request) ? 'jwks' : ('jwk', 'pem') if $message->{key};
    return exists $message->{keyText} ? 'text' : exists $message->{keyOctets} ? 'octets' : 'none';
}

1;
