# An adapter to be written: what is marked TODO is yours. Protocol.pm says what a request holds.
use v5.36;

use FindBin;

# TODO: use your library.

use lib "$FindBin::Bin/../common/perl", $FindBin::Bin;
use Protocol;

# The function that verifies a token as the request asks. The key is prepared here, once.
sub verifier ($request) {
    # TODO: make a key of $request->{jwk}, or of $request->{pem}, as your users do.
    return sub ($token) {
        # TODO: call your library with $request->{algorithms}, and return a reference to the claims or, unless
        # $request->{claims}, the payload's octets, or Protocol::COMPACT_PAYLOAD where it gives none.
        # Don't look into the token before.
        die "not written yet\n";
    };
}

# TODO: write sign($request), which returns a token with $request->{header} over $request->{payload}, and give serve
# sign => \&sign; or leave it out.

Protocol::serve(
    # TODO: your library's name, its version as it says itself, and where it's published.
    implementation => { name => 'MyJWT', version => '0', homepage => 'https://example.com' },
    # TODO: what it can do; Vectors/schema/adapter-reply.schema.json has every member. What isn't declared isn't asked.
    capabilities => {
        algorithms => ['HS256'], keys => ['jwk'], contents => [qw(claims bytes)], policy => ['algorithms'],
    },
    verifier => \&verifier,
    # TODO: which exceptions are refusals, by text or by class. Any other is reported as an error.
    refusal => sub ($error) { return },
    # TODO: what sets the time, such as set_fixed_time and restore_time of Test::MockTime; then declare now.
);
