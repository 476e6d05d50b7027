"""google-auth's verifier of JWTs behind adapter protocol 1."""

import functools
import sys
from importlib import metadata
from pathlib import Path

import time_machine
from google.auth import exceptions, jwt

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import Refused, Unsupported, serve  # noqa: E402


def verifier(request):
    policy = request.policy
    if request.jwk is not None and any(member in request.jwk for member in ("use", "key_ops", "alg")):
        raise Unsupported("key:jwk-purpose")
    pem = request.key if request.jwk is None else request.pem
    if pem is None:
        raise Unsupported("key:jwk-without-pem")

    def verify(token):
        claims = jwt.decode(token, certs=pem, audience=policy.audience, clock_skew_in_seconds=policy.leeway)
        # It takes no list of algorithms: whoever pins one compares the header. It comes last.
        if policy.algorithms and jwt.decode_header(token).get("alg") not in policy.algorithms:
            raise Refused("the alg of the token isn't one that is allowed")
        return claims

    return verify


serve(
    {"name": "google-auth", "version": metadata.version("google-auth"), "homepage": "https://googleapis.dev/python/google-auth/"},
    {
        "algorithms": ["RS256", "ES256", "ES384"], "contents": ["claims"], "keys": ["pem", "text"],
        "policy": ["algorithms", "unpinned", "now", "leeway", "audience"],
    },
    verifier, refusals=[exceptions.GoogleAuthError], clock=functools.partial(time_machine.travel, tick=False),
)  # fmt: skip
