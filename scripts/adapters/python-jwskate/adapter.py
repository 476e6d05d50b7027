"""jwskate behind adapter protocol 1."""

import functools
import inspect
import sys
from importlib import metadata
from pathlib import Path

import jwskate
import time_machine

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import COMPACT_PAYLOAD, Unsupported, serve  # noqa: E402

REASONS = {"ExpiredJwt": "expired", "InvalidSignature": "signature", "UnsupportedAlg": "alg-not-allowed", "InvalidJwt": "malformed"}
# The library has no ancestor of its own for its exceptions.
REFUSALS = [kind for kind in vars(jwskate).values() if inspect.isclass(kind) and issubclass(kind, Exception)]
REFUSALS += [ValueError]


def verifier(request):
    policy = request.policy
    key = (jwskate.JwkSet if request.has_key_set() else jwskate.Jwk)(request.jwk)
    if request.has_key_set():
        raise Unsupported("key:jwks")
    expected = {"issuer": policy.issuer, "audience": policy.audience}
    if policy.subject is not None:
        expected["sub"] = policy.subject

    def verify(token):
        if request.wants_claims:
            jwt = jwskate.SignedJwt(token)
            jwt.validate(key, algs=policy.algorithms, check_exp=policy.now is not None, **expected)
            return jwt.claims
        jws = jwskate.JwsCompact(token)
        if not jws.verify_signature(key, algs=policy.algorithms):
            raise jwskate.InvalidSignature(data=jws, key=key, alg=None, algs=policy.algorithms)
        return COMPACT_PAYLOAD

    return verify


serve(
    {"name": "jwskate", "version": metadata.version("jwskate"), "homepage": "https://guillp.github.io/jwskate/"},
    {
        "algorithms": [
            "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
            "EdDSA",
        ],
        "contents": ["claims", "bytes"], "keys": ["jwk"], "policy": ["algorithms", "now", "issuer", "audience", "subject"],
    },
    verifier, refusals=REFUSALS, reasons=REASONS, clock=functools.partial(time_machine.travel, tick=False),
)  # fmt: skip
