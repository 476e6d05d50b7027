# An adapter to complete: fill in every TODO. Protocol.pm describes the request.
use v5.36;

use FindBin;

# TODO: use your library.

use lib "$FindBin::Bin/../common/perl", $FindBin::Bin;
use Protocol;

# Returns a function that verifies one token. The key is prepared here, once.
sub verifier ($request) {
    # TODO: make a key of $request->{jwk} or $request->{pem}, as your users do. A library that takes raw secrets gets
    # Protocol::jwk_octets($request, 'k') if $request->{jwk}{kty} is oct: declare jwk all the same.
    return sub ($token) {
        # TODO: call your library with $request->{algorithms}. Return a reference to the claims if $request->{claims},
        # otherwise the payload's octets, or Protocol::COMPACT_PAYLOAD if the library doesn't return them.
        # Don't look into the token first.
        die "not written yet\n";
    };
}

# TODO: write sign($request), which signs $request->{payload} with exactly $request->{header}, and pass serve
# sign => \&sign; or leave it out.

Protocol::serve(
    # TODO: your library's name, the version that it reports, and its home page.
    implementation => { name => 'MyJWT', version => '0', homepage => 'https://example.com' },
    # TODO: what it can do; Vectors/schema/adapter-reply.schema.json has every member. What you don't declare is skipped.
    capabilities => {
        algorithms => ['HS256'], keys => ['jwk'], contents => [qw(claims bytes)], policy => ['algorithms'],
    },
    verifier => \&verifier,
    # TODO: the exceptions, by text or by class, that mean the token is rejected. Any other counts as an error.
    refusal => sub ($error) { return },
    # TODO: if you can set the time, how: set_fixed_time and restore_time of Test::MockTime. Then declare now.
);
