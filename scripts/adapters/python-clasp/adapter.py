"""clasp-jwt behind adapter protocol 1."""

import sys
from importlib import metadata
from pathlib import Path

import clasp

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import Unsupported, serve  # noqa: E402


def key_of(request, algorithm):
    """A key is for one algorithm; a function for each kind makes it of PEM."""
    if algorithm.startswith("HS"):
        octets = request.key if request.jwk is None else request.jwk_octets("k")
        return clasp.SymmetricKey(octets.encode() if isinstance(octets, str) else octets, algorithm)
    if request.jwk is not None and any(member in request.jwk for member in ("use", "key_ops", "alg")):
        raise Unsupported("key:jwk-purpose")
    text = request.key if request.jwk is None else request.pem
    if text is None:
        raise Unsupported("key:jwk-without-pem")
    kind = {"RS": "rsa", "PS": "rsa", "ES": "ec", "Ed": "ed"}[algorithm[:2]]
    return getattr(clasp.AsymmetricKey, f"from_{kind}_pem")(text.encode(), algorithm)


def verifier(request):
    if len(request.policy.algorithms) > 1:
        raise Unsupported("policy:several-algorithms")
    key = key_of(request, request.policy.algorithms[0])

    def verify(token):
        if isinstance(token, bytes):  # it takes a str
            raise Unsupported("token:octets")
        return key.verify(token).encode()

    return verify


serve(
    {"name": "clasp-jwt", "version": metadata.version("clasp-jwt"), "language": "Rust", "homepage": "https://github.com/hsputra/clasp"},
    {
        "algorithms": [
            "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA",
        ],
        "contents": ["claims"], "keys": ["jwk", "pem", "text"], "policy": ["algorithms", "now"],
    },
    verifier, refusals=[ValueError, RuntimeError],
)  # fmt: skip
