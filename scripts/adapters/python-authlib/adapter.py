"""Authlib behind adapter protocol 1."""

import sys
from importlib import metadata
from pathlib import Path

from authlib import jose
from authlib.jose import JsonWebKey, JsonWebSignature, JsonWebToken, jwt
from authlib.jose.errors import JoseError

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import serve  # noqa: E402

REASONS = {
    "BadSignatureError": "signature", "MissingAlgorithmError": "alg-missing",
    "UnsupportedAlgorithmError": "alg-not-allowed", "InvalidCritHeaderParameterNameError": "crit",
    "ExpiredTokenError": "expired", "InvalidTokenError": "not-yet-valid", "MissingClaimError": "claim-missing",
    "InvalidClaimError": "claim-type", "InvalidUseError": "key-use", "DecodeError": "malformed",
}  # fmt: skip


def key_of(request):
    """Authlib takes a JWK, a PEM or a secret as it stands."""
    return JsonWebKey.import_key_set(request.jwk) if request.has_key_set() else request.key


def by_kid(key):
    """What JsonWebSignature is given for a JWK Set, as the documentation shows."""
    return (lambda header, payload: key.find_by_kid(header.get("kid"))) if hasattr(key, "find_by_kid") else key


def verifier(request):
    policy, key = request.policy, key_of(request)
    jws = JsonWebSignature(policy.algorithms)
    decoder = JsonWebToken(policy.algorithms) if policy.algorithms else jwt
    expected = {"iss": policy.issuer, "aud": policy.audience, "sub": policy.subject}
    options = {name: {"essential": True} for name in policy.required_claims}
    options |= {name: {"essential": True, "value": value} for name, value in expected.items() if value is not None}

    def verify(token):
        if not request.wants_claims:
            return jws.deserialize(token, by_kid(key))["payload"]
        claims = decoder.decode(token, key, claims_options=options)
        if options or policy.now is not None:
            claims.validate(now=policy.now, leeway=policy.leeway)
        return claims

    return verify


def sign(request):
    return JsonWebSignature().serialize_compact(request.header, request.payload, key_of(request))


# The registry came with 0.15.
ALGORITHMS = set(getattr(JsonWebSignature, "ALGORITHMS_REGISTRY", None) or [one.name for one in jose.JWS_ALGORITHMS])

serve(
    {"name": "Authlib", "version": metadata.version("Authlib"), "homepage": "https://docs.authlib.org"},
    {
        "algorithms": sorted(ALGORITHMS - {"none"}),
        "serializations": ["compact", "flattened", "general"], "contents": ["claims", "bytes"],
        "keys": ["jwk", "jwks", "pem", "text", "octets", "none"], "clock": "injected",
        "policy": ["algorithms", "unpinned", "now", "leeway", "issuer", "audience", "subject", "requiredClaims"],
    },
    # Keys that are unfit, and sizes, it refuses with ValueError.
    verifier, sign, refusals=[JoseError, ValueError], reasons=REASONS,
)  # fmt: skip
