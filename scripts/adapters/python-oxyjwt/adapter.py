"""OxyJWT behind adapter protocol 1."""

import sys
from importlib import metadata
from pathlib import Path

import oxyjwt

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import COMPACT_PAYLOAD, serve  # noqa: E402

REASONS = {
    "InvalidSignatureError": "signature", "InvalidAlgorithmError": "alg-not-allowed", "DecodeError": "malformed",
    "ExpiredSignatureError": "expired", "ImmatureSignatureError": "not-yet-valid", "InvalidIssuerError": "issuer",
    "InvalidAudienceError": "audience", "InvalidSubjectError": "subject", "InvalidIssuedAtError": "issued-in-future",
    "MissingRequiredClaimError": "claim-missing", "InvalidKeyError": "key-malformed", "PyJWKError": "key-malformed",
    "PyJWKSetError": "key-malformed", "PyJWKClientError": "key-not-found",
}  # fmt: skip


def key_of(request):
    if request.jwk is None:
        return request.key
    if request.has_key_set():
        client = oxyjwt.PyJWKClient("https://localhost/")  # its choice of a key by `kid`, here over a set in hand
        client.fetch_data = lambda: request.jwk
        return client
    return oxyjwt.PyJWK(request.jwk).key


def verifier(request):
    policy = request.policy
    given = key_of(request)
    options = dict.fromkeys(("verify_exp", "verify_nbf", "verify_iat"), policy.now is not None)
    options |= {"require": policy.required_claims, "verify_aud": policy.audience is not None}
    expected = {name: policy.members.get(name) for name in ("issuer", "audience", "subject")}
    expected |= {"leeway": policy.leeway, "typ": policy.type}

    def verify(token):
        key = given
        if request.has_key_set():
            key = given.get_signing_key(oxyjwt.get_unverified_header(token).get("kid")).key
        claims = oxyjwt.decode(token, key, policy.algorithms, options, **expected)
        return claims if request.wants_claims else COMPACT_PAYLOAD

    return verify


serve(
    {"name": "OxyJWT", "version": metadata.version("oxyjwt"), "language": "Rust", "homepage": "https://pypi.org/project/oxyjwt/"},
    {
        "algorithms": [
            "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA",
        ],
        "contents": ["claims", "bytes"], "keys": ["jwk", "jwks", "pem", "text"],
        "policy": ["algorithms", "now", "leeway", "issuer", "audience", "subject", "requiredClaims", "type"],
    },
    verifier, refusals=[oxyjwt.PyJWTError], reasons=REASONS,
)  # fmt: skip
