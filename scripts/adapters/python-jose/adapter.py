"""python-jose behind adapter protocol 1."""

import functools
import sys
from importlib import metadata
from pathlib import Path

import time_machine
from jose import jws, jwt
from jose.exceptions import JOSEError

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import serve  # noqa: E402

REASONS = {"ExpiredSignatureError": "expired", "JWTClaimsError": "claim-type", "JWKError": "key-malformed"}


def verifier(request):
    policy = request.policy
    # python-jose takes a JWK, a JWK Set, a PEM or a secret as it stands.
    key = "" if request.key is None else request.key
    options = {f"require_{name}": True for name in policy.required_claims}
    options |= dict.fromkeys(("verify_exp", "verify_nbf", "verify_iat"), policy.now is not None)
    options |= {"verify_aud": policy.audience is not None, "leeway": policy.leeway}
    expected = {name: policy.members.get(name) for name in ("issuer", "audience", "subject")}

    def verify(token):
        if request.wants_claims:
            return jwt.decode(token, key, policy.algorithms, options, **expected)
        return jws.verify(token, key, policy.algorithms)

    return verify


serve(
    {
        "name": "python-jose", "version": metadata.version("python-jose"),
        "homepage": "https://github.com/mpdavis/python-jose",
    },
    {
        "algorithms": ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512"],
        "contents": ["claims", "bytes"], "keys": ["jwk", "jwks", "pem", "text", "octets", "none"],
        "policy": ["algorithms", "unpinned", "now", "leeway", "issuer", "audience", "subject", "requiredClaims"],
    },
    verifier, refusals=[JOSEError], reasons=REASONS, clock=functools.partial(time_machine.travel, tick=False),
)  # fmt: skip
