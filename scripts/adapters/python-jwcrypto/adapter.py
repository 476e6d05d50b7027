"""jwcrypto behind adapter protocol 1."""

import functools
import json
import sys
from importlib import metadata
from pathlib import Path

import time_machine
from jwcrypto import jwk, jws, jwt
from jwcrypto.common import JWException

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import Refused, serve  # noqa: E402

REASONS = {
    "InvalidJWSSignature": "signature", "InvalidJWSObject": "malformed", "InvalidJWSOperation": "alg-not-allowed",
    "JWKeyNotFound": "key-not-found", "JWTMissingKey": "key-not-found", "JWTExpired": "expired",
    "JWTNotYetValid": "not-yet-valid", "JWTMissingClaim": "claim-missing", "JWTInvalidClaimFormat": "claim-type",
    "JWTInvalidClaimValue": "claim-type", "InvalidJWKValue": "key-malformed", "InvalidJWKType": "key-malformed",
}  # fmt: skip


def key_of(request):
    return jwk.JWKSet.from_json(json.dumps(request.jwk)) if request.has_key_set() else jwk.JWK(**request.jwk)


def verifier(request):
    policy, key = request.policy, key_of(request)
    expected = {"iss": policy.issuer, "aud": policy.audience, "sub": policy.subject}
    claims = dict.fromkeys(policy.required_claims)
    claims |= {name: value for name, value in expected.items() if value is not None}
    # With None, exp and nbf are checked where they're there; with False, nothing is.
    checked = claims or (None if policy.now is not None else False)
    detached = {} if request.detached_payload is None else {"detached_payload": request.detached_payload}

    def verify(token):
        if request.wants_claims:
            result = jwt.JWT(algs=policy.algorithms, check_claims=checked)
            result.leeway = policy.leeway
            try:
                result.deserialize(token, key)
            except TypeError as error:  # by which an encrypted token in place of a signed one is refused
                raise Refused(f"TypeError: {error}") if str(error).startswith("Expected ") else error
            return result.claims.encode()
        result = jws.JWS()
        if policy.algorithms:
            result.allowed_algs = policy.algorithms
        result.deserialize(token)
        result.verify(key, **detached)
        payload = detached.get("detached_payload", result.payload)
        return payload.encode() if isinstance(payload, str) else payload

    return verify


def sign(request):
    token = jws.JWS(request.payload)
    token.add_signature(key_of(request), protected=json.dumps(request.header, separators=(",", ":")))
    return token.serialize(compact=True)


serve(
    {"name": "jwcrypto", "version": metadata.version("jwcrypto"), "homepage": "https://jwcrypto.readthedocs.io"},
    {
        "algorithms": sorted(name for name in jws.default_allowed_algs if not name.startswith("ML-")),
        "serializations": ["compact", "flattened", "general", "unencoded", "detached"],
        "contents": ["claims", "bytes"], "keys": ["jwk", "jwks"],
        "policy": ["algorithms", "unpinned", "now", "leeway", "issuer", "audience", "subject", "requiredClaims"],
    },
    # What isn't a token at all it refuses with ValueError.
    verifier, sign, refusals=[JWException, ValueError], reasons=REASONS,
    clock=functools.partial(time_machine.travel, tick=False),
)  # fmt: skip
