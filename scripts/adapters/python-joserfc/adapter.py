"""joserfc behind adapter protocol 1."""

import json
import sys
from pathlib import Path

import joserfc
from joserfc import jwk, jws, jwt
from joserfc.errors import JoseError

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import serve  # noqa: E402

REASONS = {
    "BadSignatureError": "signature", "MissingAlgorithmError": "alg-missing",
    "UnsupportedAlgorithmError": "alg-not-allowed", "UnsupportedHeaderError": "header",
    "MissingCritHeaderError": "crit", "DecodeError": "malformed", "InvalidPayloadError": "malformed",
    "ExceededSizeError": "limits",
    "InvalidKeyCurveError": "alg-key-mismatch", "InvalidKeyTypeError": "alg-key-mismatch",
    "InvalidKeyIdError": "key-not-found", "MissingKeyError": "key-not-found", "UnsupportedKeyUseError": "key-use",
    "UnsupportedKeyAlgorithmError": "key-use", "UnsupportedKeyOperationError": "key-use",
    "ExpiredTokenError": "expired", "InvalidClaimError": "claim-type", "MissingClaimError": "claim-missing",
}  # fmt: skip


# Releases before 1.1 have it in a class.
import_key = getattr(jwk, "import_key", None) or jwk.JWKRegistry.import_key


def key_of(request):
    if request.jwk is None:
        return None if request.key is None else import_key(request.key)
    return jwk.KeySet.import_key_set(request.jwk) if request.has_key_set() else import_key(request.jwk)


def verifier(request):
    policy, key = request.policy, key_of(request)
    expected = {"iss": policy.issuer, "aud": policy.audience, "sub": policy.subject}
    several = {"iss": policy.members.get("issuers"), "aud": policy.members.get("audiences")}
    options = {name: {"essential": True} for name in policy.required_claims}
    options |= {name: {"essential": True, "value": value} for name, value in expected.items() if value is not None}
    options |= {name: {"essential": True, "values": values} for name, values in several.items() if values is not None}
    registry = jwt.JWTClaimsRegistry(now=policy.now, leeway=policy.leeway, **options)

    def verify(token):
        if request.wants_claims:
            claims = jwt.decode(token, key, policy.algorithms).claims
            if options or policy.now is not None:
                registry.validate(claims)
            return claims
        # The functions for the two serializations are apart, and that for JSON takes an object.
        if token.lstrip()[:1] in ("{", b"{"):
            return jws.deserialize_json(json.loads(token), key, policy.algorithms).payload
        detached = {} if request.detached_payload is None else {"payload": request.detached_payload}
        return jws.deserialize_compact(token, key, policy.algorithms, **detached).payload

    return verify


def sign(request):
    return jws.serialize_compact(request.header, request.payload, key_of(request), [request.header["alg"]])


serve(
    {"name": "joserfc", "version": joserfc.__version__, "homepage": "https://jose.authlib.org"},
    {
        "algorithms": sorted(set(jws.JWSRegistry.algorithms) - {"none"}),
        "serializations": ["compact", "flattened", "general", "unencoded", "detached"], "contents": ["claims", "bytes"],
        "keys": ["jwk", "jwks", "pem", "text", "octets", "none"], "clock": "injected",
        "policy": [
            "algorithms", "unpinned", "now", "leeway", "issuer", "issuers", "audience", "audiences", "subject",
            "requiredClaims",
        ],
    },
    # Keys that are unfit, and text that isn't JSON, it refuses with ValueError.
    verifier, sign, refusals=[JoseError, ValueError], reasons=REASONS,
)  # fmt: skip
