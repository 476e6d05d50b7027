# Mojo::JWT behind adapter protocol 1.
use v5.36;
use Test::MockTime qw(restore_time set_fixed_time);    # before what asks for the time

use Crypt::OpenSSL::Bignum;
use Crypt::OpenSSL::RSA;
use FindBin;
use Mojo::JWT;

use lib "$FindBin::Bin/../common/perl", $FindBin::Bin;
use Protocol;

# A verifier with the key where Mojo::JWT wants it: a JWK Set, a secret for HMAC, PEM or a key object for RSA.
sub with_key ($request) {
    my $jwk = $request->{jwk};
    return Mojo::JWT->new->add_jwkset($jwk) if Protocol::is_key_set($request);
    return Mojo::JWT->new(secret => Protocol::jwk_octets($request, 'k')) if ($jwk->{kty} // '') eq 'oct';
    return Mojo::JWT->new(public => $request->{pem}) if $request->{pem};
    my @octets = map { Protocol::jwk_octets($request, $_) } qw(n e);
    my $key    = eval {
        Crypt::OpenSSL::RSA->new_key_from_parameters(map { Crypt::OpenSSL::Bignum->new_from_bin($_) } @octets);
    } or Protocol::refused($@);
    return Mojo::JWT->new(public => $key);
}

sub verifier ($request) {
    my $jwt = with_key($request);
    return sub ($token) {
        my $claims = $jwt->decode($token);
        # decode takes any algorithm that fits the key, and says which it was.
        my ($used, $pinned) = ($jwt->algorithm, $request->{algorithms});
        Protocol::refused("$used was used") unless !$pinned || grep { $_ eq $used } @$pinned;
        return $request->{claims} ? $claims : Protocol::COMPACT_PAYLOAD;
    };
}

Protocol::serve(
    implementation => {
        name => 'Mojo::JWT', version => "$Mojo::JWT::VERSION", homepage => 'https://metacpan.org/dist/Mojo-JWT',
    },
    capabilities => {
        algorithms => [qw(HS256 HS384 HS512 RS256 RS384 RS512)], contents => [qw(claims bytes)],
        keys       => [qw(jwk jwks pem)],
        policy     => [qw(algorithms unpinned now)],
    },
    verifier => \&verifier,
    # What Mojo::JWT says when it refuses, and whatever Mojo::JSON says.
    refusal => sub ($error) {
        $error =~ /^(?:Failed [HR]S |JWT (?:has|is) |Algorithm "none"|Required header|Unsupported |symmetric secret)/
            || $error =~ m{ at \S+/Mojo/JSON\.pm line }
    },
    reasons => [
        qr/Failed/ => 'signature', qr/expired/ => 'expired', qr/not yet valid/ => 'not-yet-valid',
        qr/"none"/ => 'alg-none', qr/Required/ => 'alg-missing', qr/Unsupported/ => 'alg-not-allowed',
        qr/JSON\.pm/ => 'json',
    ],
    clock => sub ($now) { defined $now ? set_fixed_time($now) : restore_time() },
);
