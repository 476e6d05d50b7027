"""SuperJWT behind adapter protocol 1."""

import contextlib
import sys
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import superjwt
from superjwt import exceptions, keys

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import COMPACT_PAYLOAD, Unsupported, serve  # noqa: E402

REASONS = {
    "SignatureVerificationError": "signature", "AlgorithmMismatchError": "alg-not-allowed", "InvalidTokenError": "malformed",
    "AlgorithmNotSupportedError": "alg-not-allowed", "InvalidAlgorithmError": "alg-not-allowed", "InvalidKeyError": "key-malformed",
    "TokenExpiredError": "expired", "TokenNotYetValidError": "not-yet-valid", "SizeExceededError": "limits",
    "InvalidHeadersError": "header", "HeadersValidationError": "header", "ClaimsValidationError": "claim-type",
}  # fmt: skip


def key_of(request, algorithm):
    """A key is octets, or PEM for a class of its kind."""
    if request.jwk is not None and any(member in request.jwk for member in ("use", "key_ops", "alg")):
        raise Unsupported("key:jwk-purpose")
    if algorithm.startswith("HS"):
        octets = request.key if request.jwk is None else request.jwk_octets("k")
        return keys.OctKey.import_key(octets)
    text = request.key if request.jwk is None else request.pem
    if text is None:
        raise Unsupported("key:jwk-without-pem")
    kind = {"RS": keys.RSAKey, "PS": keys.RSAKey, "ES": keys.ECKey, "Ed": keys.OKPKey}[algorithm[:2]]
    return kind.import_public_key(text)


def verifier(request):
    policy = request.policy
    if len(policy.algorithms) > 1:
        raise Unsupported("policy:several-algorithms")
    algorithm = policy.algorithms[0]
    key = key_of(request, algorithm)
    validation = superjwt.Validation.DISABLE
    if request.wants_claims and policy.now is not None:
        now = datetime.fromtimestamp(policy.now, UTC)
        validation = superjwt.ValidationConfig(model=superjwt.JWTClaims, now=now, leeway=float(policy.leeway))

    def verify(token):
        superjwt.decode(token, key, algorithm, validation=validation)
        return COMPACT_PAYLOAD

    return verify


serve(
    {"name": "SuperJWT", "version": metadata.version("superjwt"), "homepage": "https://ixunio.github.io/superjwt/latest/"},
    {
        "algorithms": [alg.value for alg in superjwt.Alg if alg is not superjwt.Alg.EdDSA],
        "contents": ["claims", "bytes"], "keys": ["jwk", "pem", "text"], "policy": ["algorithms", "now", "leeway"],
    },
    # The time is an option, so the process' own clock stays.
    verifier, refusals=[exceptions.SuperJWTError], reasons=REASONS, clock=lambda now: contextlib.nullcontext(),
)  # fmt: skip
