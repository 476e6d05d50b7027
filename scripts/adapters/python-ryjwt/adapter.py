"""ryjwt behind adapter protocol 1."""

import sys
from importlib import metadata
from pathlib import Path

import ryjwt

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import COMPACT_PAYLOAD, serve  # noqa: E402

SECRET = ["HS256", "HS384", "HS512"]
PUBLIC = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
REASONS = {
    "InvalidSignatureError": "signature", "InvalidAlgorithmError": "alg-not-allowed", "DecodeError": "malformed",
    "UnknownKeyError": "key-not-found", "InvalidKeyError": "key-malformed", "InvalidIssuerError": "issuer",
    "ExpiredSignatureError": "expired", "ImmatureSignatureError": "not-yet-valid", "InvalidAudienceError": "audience",
}  # fmt: skip


def key_of(request):
    """ryjwt has a class for secrets and one for public keys, and each takes its own algorithms alone."""
    policy = request.policy
    secret = [name for name in policy.algorithms if name in SECRET]
    public = [name for name in policy.algorithms if name in PUBLIC]
    expected = {"audience": policy.audience, "issuer": policy.issuer}
    if request.jwk is None:  # text is a secret for a user who allows HMAC alone, and PEM else
        given = ryjwt.PublicKey if public else ryjwt.SecretKey
        return given(request.key, algorithms=public or secret, **expected)
    if request.jwk.get("kty") == "oct":
        return ryjwt.SecretKey(request.jwk_octets("k"), algorithms=secret, **expected)
    key_set = request.jwk if request.has_key_set() else {"keys": [request.jwk]}
    return ryjwt.PublicKey.from_jwks(key_set, algorithms=public, **expected)


def verifier(request):
    key = key_of(request)

    def verify(token):
        claims = key.decode(token, leeway=request.policy.leeway)
        return claims if request.wants_claims else COMPACT_PAYLOAD

    return verify


serve(
    {
        "name": "ryjwt", "version": metadata.version("ryjwt"), "language": "Rust",
        "homepage": "https://rogerthomas.github.io/ryjwt/",
    },
    {
        "algorithms": SECRET + PUBLIC, "contents": ["claims", "bytes"],
        "keys": ["jwk", "jwks", "pem", "text", "octets"], "policy": ["algorithms", "now", "leeway", "issuer", "audience"],
    },
    verifier, refusals=[ryjwt.RYJWTError], reasons=REASONS,
)  # fmt: skip
