# JSON::WebToken behind adapter protocol 1.
use v5.36;

use Crypt::OpenSSL::Bignum;
use Crypt::OpenSSL::RSA;
use FindBin;
use JSON::WebToken;
use Scalar::Util qw(blessed);

use lib "$FindBin::Bin/../common/perl", $FindBin::Bin;
use Protocol;

# JSON::WebToken takes a string: PEM for RSA, else the secret.
sub key_of ($request) {
    my $jwk = $request->{jwk} or return $request->{key_text};
    return Protocol::jwk_octets($request, 'k') if ($jwk->{kty} // '') eq 'oct';
    return $request->{pem} if $request->{pem};
    my @octets = map { Protocol::jwk_octets($request, $_) } qw(n e);
    my $key    = eval {
        Crypt::OpenSSL::RSA->new_key_from_parameters(map { Crypt::OpenSSL::Bignum->new_from_bin($_) } @octets);
    } or Protocol::refused($@);
    return $key->get_public_key_x509_string;
}

sub verifier ($request) {
    my $key = key_of($request);
    return sub ($token) {
        my $claims = JSON::WebToken->decode($token, $key, 1, $request->{algorithms});
        return $request->{claims} ? $claims : Protocol::COMPACT_PAYLOAD;
    };
}

Protocol::serve(
    implementation => {
        name     => 'JSON::WebToken', version => $JSON::WebToken::VERSION,
        homepage => 'https://metacpan.org/dist/JSON-WebToken',
    },
    capabilities => {
        algorithms => [qw(HS256 HS384 HS512 RS256 RS384 RS512)], contents => [qw(claims bytes)],
        keys       => [qw(jwk pem text octets none)],
        policy     => [qw(algorithms unpinned)],
    },
    verifier => \&verifier,
    refusal => sub ($error) { blessed $error && $error->isa('JSON::WebToken::Exception') },
    reasons => [
        qr/Invalid signature/ => 'signature', qr/not acceptable|Not supported/ => 'alg-not-allowed',
        qr/segment/ => 'malformed', qr/secret must/ => 'key-not-found',
    ],
);
