"""PyJWT behind adapter protocol 1."""

import functools
import inspect
import sys
from importlib import metadata
from pathlib import Path

import jwt
import time_machine

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import Refused, Unsupported, serve  # noqa: E402

PARAMETERS = inspect.signature(jwt.decode).parameters
POLICY = ["algorithms", "now", "nowMilliseconds"]
if "kwargs" in PARAMETERS or "leeway" in PARAMETERS:
    POLICY.append("leeway")
if hasattr(jwt, "InvalidAudienceError") or hasattr(jwt, "InvalidAudience"):  # from 0.3 on
    POLICY += ["issuer", "audience"]
if hasattr(jwt, "MissingRequiredClaimError"):  # from 1.4 on
    POLICY.append("requiredClaims")
if "subject" in PARAMETERS:  # from 2.10 on
    POLICY += ["subject", "issuers"]
HAS_JWK = hasattr(jwt, "PyJWK")  # from 2.0 on
if HAS_JWK:
    POLICY.append("audiences")
TAKES_OCTETS = "algorithms" in PARAMETERS  # a secret is text before 0.4
REASONS = {
    "InvalidSignatureError": "signature", "InvalidAlgorithmError": "alg-not-allowed", "DecodeError": "malformed",
    "ExpiredSignatureError": "expired", "ImmatureSignatureError": "not-yet-valid",
    "InvalidIssuerError": "issuer", "InvalidAudienceError": "audience", "InvalidSubjectError": "subject",
    "MissingRequiredClaimError": "claim-missing", "InvalidKeyError": "key-malformed", "PyJWKError": "key-malformed",
    "PyJWKClientError": "key-not-found",
}  # fmt: skip


# The ancestor of all exceptions came with 1.4 or so.
REFUSALS = [getattr(jwt, name) for name in ("PyJWTError", "InvalidTokenError", "InvalidKeyError", "DecodeError", "ExpiredSignature") if hasattr(jwt, name)]


def usable(key):
    """A PyJWK as decode takes it: the object itself from 2.9 on, its key before."""
    return key if hasattr(key, "algorithm_name") else key.key


def key_of(request, algorithms):
    """The key as a user would hand it over: a PyJWK stands for one algorithm, a PEM or a secret for all of its kind."""
    if request.jwk is None:
        return "" if request.key is None else request.key
    if not HAS_JWK:  # PEM and secrets then, in which use, key_ops and alg have no place
        if any(member in request.jwk for member in ("keys", "use", "key_ops", "alg")):
            raise Unsupported("key:jwks" if request.has_key_set() else "key:jwk-purpose")
        if request.pem is None and request.jwk.get("kty") != "oct":
            raise Unsupported("key:jwk-without-pem")
        key = request.pem or request.jwk_octets("k")
        if TAKES_OCTETS or isinstance(key, str):
            return key
        try:
            return key.decode()
        except UnicodeDecodeError:
            raise Unsupported("key:secret-of-octets") from None
    if request.has_key_set():
        client = jwt.PyJWKClient("https://localhost/")  # PyJWT's choice of a key by `kid`, here over a set in hand
        client.fetch_data = lambda: request.jwk
        return client
    if "alg" in request.jwk or not algorithms:
        return usable(jwt.PyJWK(request.jwk))
    if len(algorithms) > 1:
        return request.pem or jwt.PyJWK(request.jwk).key
    return usable(jwt.PyJWK(request.jwk, algorithms[0]))


def verifier(request):
    policy, detached = request.policy, request.detached_payload
    given = key_of(request, policy.algorithms)
    expected = {name: policy.members.get(name + "s", policy.members.get(name)) for name in ("issuer", "audience")}
    timed, has_audience = policy.now is not None, expected["audience"] is not None
    options = dict.fromkeys(("verify_exp", "verify_nbf", "verify_iat"), timed) | {"verify_aud": has_audience}
    if HAS_JWK:
        options["require"] = policy.required_claims
    else:
        options |= {f"require_{name}": True for name in policy.required_claims if name in ("exp", "iat", "nbf")}
        if set(policy.required_claims) - {"exp", "iat", "nbf"}:
            raise Unsupported("policy:requiredClaims:other")
    expected |= {"subject": policy.subject, "leeway": policy.leeway, "detached_payload": detached, "options": options}
    expected |= {"algorithms": policy.algorithms, "verify_expiration": timed}
    expected.pop("verify_expiration" if "options" in PARAMETERS else "options")  # the older name until 1.0
    if not HAS_JWK:
        expected = {name: value for name, value in expected.items() if value is not None}
    if "kwargs" not in PARAMETERS:
        expected = {name: value for name, value in expected.items() if name in PARAMETERS}

    def verify(token):
        key = given
        if HAS_JWK and request.has_key_set():
            key = usable(given.get_signing_key(jwt.get_unverified_header(token).get("kid")))
        if request.wants_claims:
            claims = jwt.decode(token, key, **expected)
            if "algorithms" not in PARAMETERS and jwt.header(token).get("alg") not in policy.algorithms:
                raise Refused("the alg of the token isn't one that is allowed")  # before 1.0 the pin is the caller's
            return claims
        extra = {} if detached is None else {"detached_payload": detached}
        return jwt.PyJWS().decode(token, key, algorithms=policy.algorithms, **extra)

    return verify


def sign(request):
    algorithm = request.header.get("alg")
    if not isinstance(algorithm, str):  # PyJWT takes it as an argument, and the header's from there
        raise Unsupported("sign:alg")
    headers = {"typ": None} | request.header  # without this PyJWT adds a `typ` of its own
    return jwt.PyJWS().encode(request.payload, key_of(request, [algorithm]), algorithm, headers, sort_headers=False)


# Before 1.6, RSA and ECDSA want a cryptography that no Python of today can install. ES521 is a misnomer kept for old tokens.
ALGORITHMS = ["HS256", "HS384", "HS512"]
if hasattr(jwt, "PyJWS") and hasattr(jwt, "PyJWTError"):
    known = jwt.PyJWS()
    names = known.get_algorithms() if hasattr(known, "get_algorithms") else known._algorithms
    ALGORITHMS = sorted(set(names) - {"none", "ES521"})
serve(
    {"name": "PyJWT", "version": metadata.version("PyJWT"), "homepage": "https://pyjwt.readthedocs.io"},
    {
        "algorithms": ALGORITHMS, "serializations": ["compact"] + ["unencoded"] * HAS_JWK,
        "contents": ["claims"] + ["bytes"] * hasattr(jwt, "PyJWS"),
        "keys": ["jwk"] + ["jwks"] * HAS_JWK + ["pem", "text", "octets", "none"], "policy": POLICY,
    },
    verifier, sign if HAS_JWK else None, REFUSALS, REASONS, clock=functools.partial(time_machine.travel, tick=False),
)  # fmt: skip
