"""josepy behind adapter protocol 1."""

import sys
from importlib import metadata
from pathlib import Path

import josepy

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import Refused, serve  # noqa: E402

REASONS = {"DeserializationError": "malformed", "UnrecognizedTypeError": "alg-not-allowed"}


def verifier(request):
    algorithms = request.policy.algorithms
    key = josepy.JWK.from_json(request.jwk)
    if hasattr(key, "public_key"):
        key = key.public_key()

    def verify(token):
        octets = token.encode() if isinstance(token, str) else token
        jws = josepy.JWS.json_loads(token) if octets.lstrip().startswith(b"{") else josepy.JWS.from_compact(octets)
        if not jws.verify(key):
            raise Refused("verify: False")
        # josepy takes no list of algorithms: whoever pins one compares what it read. It comes last.
        if algorithms and any(signature.combined.alg.name not in algorithms for signature in jws.signatures):
            raise Refused("the alg of the token isn't one that is allowed")
        return jws.payload

    return verify


serve(
    {"name": "josepy", "version": metadata.version("josepy"), "homepage": "https://josepy.readthedocs.io"},
    {
        "algorithms": [
            "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
        ],
        "serializations": ["compact", "flattened", "general"], "contents": ["bytes"], "keys": ["jwk"],
        "policy": ["algorithms", "unpinned"],
    },
    verifier, refusals=[josepy.errors.Error], reasons=REASONS,
)  # fmt: skip
