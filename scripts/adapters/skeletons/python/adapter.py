"""An adapter to complete: fill in every TODO. protocol.py describes the request."""

import sys
from pathlib import Path

# TODO: import your library.

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import serve  # noqa: E402


def verifier(request):
    """Returns a function that verifies one token. The key is prepared here, once."""
    # TODO: make a key of request.jwk or request.pem, as your users do. A library that takes raw secrets gets
    # request.jwk_octets("k") if request.jwk["kty"] is "oct": declare "jwk" all the same.

    def verify(token):
        # TODO: call your library with request.policy.algorithms. Return the claims if request.wants_claims,
        # otherwise the payload's octets, or COMPACT_PAYLOAD if the library doesn't return them.
        # Don't look into the token first.
        raise NotImplementedError("not written yet")

    return verify


# TODO: write sign(request), which signs request.payload with exactly request.header, and pass it to serve; or leave it out.

serve(
    # TODO: your library's name, the version that it reports, and its home page.
    {"name": "MyJWT", "version": "0", "homepage": "https://example.com"},
    # TODO: what it can do; Vectors/schema/adapter-reply.schema.json has every member. What you don't declare is skipped.
    {"algorithms": ["HS256"], "keys": ["jwk"], "contents": ["claims", "bytes"], "policy": ["algorithms"]},
    verifier,
    # TODO: the exceptions that mean the token is rejected. Any other counts as an error.
    refusals=[],
    # TODO: if you can set the time, how: clock=functools.partial(time_machine.travel, tick=False). Then declare now.
)
