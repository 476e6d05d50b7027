"""pyjwkest behind adapter protocol 1."""

import sys
from importlib import metadata
from pathlib import Path

import jwkest
from jwkest import jwk, jws

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import COMPACT_PAYLOAD, Refused, serve  # noqa: E402


def verifier(request):
    algorithms = request.policy.algorithms
    keys = jwk.KEYS()
    keys.load_dict(request.jwk if request.has_key_set() else {"keys": [request.jwk]})

    def verify(token):
        verified = jws.JWS()
        verified.verify_compact(token, list(keys), sigalg=algorithms[0] if algorithms and len(algorithms) == 1 else None)
        if algorithms and len(algorithms) > 1 and verified.jwt.headers.get("alg") not in algorithms:
            raise Refused("the alg of the token isn't one that is allowed")
        return COMPACT_PAYLOAD

    return verify


serve(
    {"name": "pyjwkest", "version": metadata.version("pyjwkest"), "homepage": "https://pypi.org/project/pyjwkest/"},
    {
        "algorithms": [
            "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
        ],
        "contents": ["bytes"], "keys": ["jwk", "jwks"], "policy": ["algorithms", "unpinned"],
    },
    verifier, refusals=[jwkest.JWKESTException],
    reasons={"BadSignature": "signature", "NoSuitableSigningKeys": "key-not-found", "BadSyntax": "malformed"},
)  # fmt: skip
