"""jwtoxide behind adapter protocol 1."""

import contextlib
import functools
import json
import sys
from importlib import metadata
from pathlib import Path

import jwtoxide

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import COMPACT_PAYLOAD, Refused, Unsupported, serve  # noqa: E402

REASONS = {
    "InvalidSignatureError": "signature", "InvalidAlgorithmError": "alg-not-allowed", "DecodeError": "malformed",
    "MissingRequiredClaimError": "claim-missing", "ExpiredSignatureError": "expired",
    "ImmatureSignatureError": "not-yet-valid", "InvalidIssuerError": "issuer", "InvalidAudienceError": "audience",
}  # fmt: skip


@contextlib.contextmanager
def bare_exceptions():
    """Much is refused by an exception of Python's class Exception itself."""
    try:
        yield
    except Exception as error:
        raise Refused(f"Exception: {error}") if type(error) is Exception else error


def key_of(request):
    """A DecodingKey is made by a function for each kind of key. Text is a secret where HMAC alone is allowed."""
    if request.jwk is not None:
        return jwtoxide.DecodingKey.from_jwk(jwtoxide.Jwk.from_json(json.dumps(request.jwk)))
    family = next((name[:2] for name in request.policy.algorithms if not name.startswith("HS")), "HS")
    form = "der" if isinstance(request.key, bytes) else "pem"
    if family == "HS":
        return jwtoxide.DecodingKey.from_secret(request.key if form == "der" else request.key.encode())
    kind = {"RS": "rsa", "PS": "rsa", "ES": "ec", "Ed": "ed"}[family]
    return getattr(jwtoxide.DecodingKey, f"from_{kind}_{form}")(request.key)


def verifier(request):
    policy = request.policy
    options = jwtoxide.ValidationOptions(
        aud={policy.audience} if policy.audience is not None else None,
        iss={policy.issuer} if policy.issuer is not None else None,
        sub=policy.subject, required_spec_claims=set(), leeway_seconds=policy.leeway,
        validate_exp=policy.now is not None, validate_nbf=policy.now is not None,
        validate_aud=policy.audience is not None, algorithms=policy.algorithms,
    )  # fmt: skip
    with bare_exceptions():
        if request.has_key_set():
            decode = jwtoxide.KeyRing.from_jwkset(jwtoxide.JwkSet.from_json(json.dumps(request.jwk))).decode
        else:
            decode = functools.partial(jwtoxide.decode, key=key_of(request))

    def verify(token):
        if isinstance(token, bytes):  # it takes a str
            raise Unsupported("token:octets")
        with bare_exceptions():
            claims = decode(token, validation_options=options)
        return claims if request.wants_claims else COMPACT_PAYLOAD

    return verify


serve(
    {
        "name": "jwtoxide", "version": metadata.version("jwtoxide"), "language": "Rust",
        "homepage": "https://jwtoxide.readthedocs.io",
    },
    {
        "algorithms": [
            "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA",
        ],
        "contents": ["claims", "bytes"], "keys": ["jwk", "jwks", "pem", "text", "octets"],
        "policy": ["algorithms", "now", "leeway", "issuer", "audience", "subject"],
    },
    # A JWK that it can't read it refuses with ValueError.
    verifier, refusals=[jwtoxide.InvalidTokenError, ValueError], reasons=REASONS,
)  # fmt: skip
