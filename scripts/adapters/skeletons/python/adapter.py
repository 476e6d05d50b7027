"""An adapter to be written: what is marked TODO is yours. protocol.py says what a request holds."""

import sys
from pathlib import Path

# TODO: import your library.

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import serve  # noqa: E402


def verifier(request):
    """The function that verifies a token as the request asks. The key is prepared here, once."""
    # TODO: make a key of request.jwk, or of request.pem, as your users do.

    def verify(token):
        # TODO: call your library with request.policy.algorithms, and return the claims or, where
        # request.wants_claims is false, the payload's octets, or COMPACT_PAYLOAD where it gives none.
        # Don't look into the token before.
        raise NotImplementedError("not written yet")

    return verify


# TODO: write sign(request), which returns a token with request.header over request.payload, and give it to serve;
# or leave it out.

serve(
    # TODO: your library's name, its version as it says itself, and where it's published.
    {"name": "MyJWT", "version": "0", "homepage": "https://example.com"},
    # TODO: what it can do; Vectors/schema/adapter-reply.schema.json has every member. What isn't declared isn't asked.
    {"algorithms": ["HS256"], "keys": ["jwk"], "contents": ["claims", "bytes"], "policy": ["algorithms"]},
    verifier,
    # TODO: the exceptions by which it refuses. Any other is reported as an error.
    refusals=[],
    # TODO: what sets the time, such as clock=functools.partial(time_machine.travel, tick=False); then declare now.
)
