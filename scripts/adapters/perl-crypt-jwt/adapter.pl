# Crypt::JWT behind adapter protocol 1.
use v5.36;
use Test::MockTime qw(restore_time set_fixed_time);    # before what asks for the time

use Crypt::JWT qw(decode_jwt encode_jwt);
use FindBin;
use lib "$FindBin::Bin/../common/perl", $FindBin::Bin;
use Protocol;

# A key as Crypt::JWT takes it: a JWK by reference, PEM or DER by reference, or a secret by value.
sub key_of ($request, $algorithms) {
    return (kid_keys => $request->{jwk}) if Protocol::is_key_set($request);
    return (key      => $request->{jwk}) if $request->{jwk};
    my $text = $request->{key_text} // return;
    # Text is a secret for a user who allows HMAC alone, and PEM or DER else.
    return (key => $algorithms && !grep(!/^HS/, @$algorithms) ? $text : \$text);
}

sub verifier ($request) {
    my ($policy, $algorithms) = $request->@{qw(policy algorithms)};
    my @options = key_of($request, $algorithms);
    push @options, accepted_alg => $algorithms if $algorithms;
    if ($request->{claims}) {
        # undef: checked where the claim is there; 1 would demand it.
        push @options, map { ("verify_$_" => defined $policy->{now} ? undef : 0) } qw(exp nbf iat);
        my %expected = (iss => 'issuer', aud => 'audience', sub => 'subject');
        push @options, map { ("verify_$_" => $policy->{ $expected{$_} }) } sort keys %expected;
        push @options, leeway => $policy->{leeway} // 0;
    }
    else {
        push @options, decode_payload => 0;    # the octets themselves
    }
    return sub ($token) { decode_jwt(token => $token, @options) };
}

sub sign ($request) {
    my $algorithm = $request->{header}{alg};
    my %key       = key_of($request, [ $algorithm // '' ]);
    return encode_jwt(
        payload       => $request->{payload}, alg => $algorithm, key => $key{key},
        extra_headers => { $request->{header}->%* },
    );
}

Protocol::serve(
    implementation => {
        name => 'Crypt::JWT', version => $Crypt::JWT::VERSION, homepage => 'https://metacpan.org/dist/Crypt-JWT',
    },
    capabilities => {
        algorithms => [
            (map { my $family = $_; map { "$family$_" } 256, 384, 512 } qw(HS RS PS ES)), 'ES256K', 'EdDSA'
        ],
        serializations => [qw(compact flattened)], contents => [qw(claims bytes)],
        keys           => [qw(jwk jwks pem text octets none)],
        policy         => [qw(algorithms unpinned now leeway issuer audience subject)],
    },
    verifier => \&verifier, sign => \&sign,
    # FATAL is how CryptX, by the same author, refuses a key.
    refusal => sub ($error) { $error =~ /^(?:JW[TSE]|FATAL): / },
    reasons => [
        qr/exp claim check/ => 'expired', qr/nbf claim check/ => 'not-yet-valid', qr/iat claim/ => 'issued-in-future',
        qr/iss claim/ => 'issuer', qr/aud claim/ => 'audience', qr/sub claim/ => 'subject',
        qr/missing header 'alg'/ => 'alg-missing', qr/'none' not/ => 'alg-none', qr/accepted_alg/ => 'alg-not-allowed',
        qr/invalid signature/ => 'signature', qr/kid_keys lookup|missing key/ => 'key-not-found',
        qr/FATAL/ => 'key-malformed', qr/invalid/ => 'malformed',
    ],
    clock => sub ($now) { defined $now ? set_fixed_time($now) : restore_time() },
);
