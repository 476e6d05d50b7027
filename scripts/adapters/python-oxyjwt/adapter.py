"""OxyJWT behind adapter protocol 1."""

import sys
from importlib import metadata
from pathlib import Path

import oxyjwt

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import COMPACT_PAYLOAD, Refused, serve  # noqa: E402

REASONS = {
    "InvalidSignatureError": "signature", "InvalidAlgorithmError": "alg-not-allowed", "DecodeError": "malformed",
    "ExpiredSignatureError": "expired", "ImmatureSignatureError": "not-yet-valid", "InvalidIssuerError": "issuer",
    "InvalidAudienceError": "audience", "InvalidSubjectError": "subject", "InvalidIssuedAtError": "issued-in-future",
    "MissingRequiredClaimError": "claim-missing", "InvalidKeyError": "key-malformed", "PyJWKError": "key-malformed",
    "PyJWKSetError": "key-malformed", "PyJWKClientError": "key-not-found",
}  # fmt: skip


def key_of(request):
    if request.jwk is None:
        # Text is a secret for a user who allows HMAC alone, else PEM, which a function for each kind reads.
        kind = next((name[:2] for name in request.policy.algorithms if not name.startswith("HS")), "HS")
        if kind == "HS":
            return request.key
        read = {"RS": "from_rsa_pem", "PS": "from_rsa_pem", "ES": "from_ec_pem", "Ed": "from_ed_pem"}[kind]
        return getattr(oxyjwt.DecodingKey, read)(request.key.encode())
    if request.has_key_set():
        return oxyjwt.PyJWKSet.from_dict(request.jwk)
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
            try:
                key = given[oxyjwt.get_unverified_header(token).get("kid")].key
            except KeyError as error:
                raise Refused(f"no key of the set has the kid {error}") from error
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
