"""PyJWT behind adapter protocol 1."""

import functools
import inspect
import sys
from pathlib import Path

import jwt
import time_machine

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import Unsupported, serve  # noqa: E402

POLICY = ["algorithms", "now", "leeway", "issuer", "audience", "requiredClaims"]
if "subject" in inspect.signature(jwt.decode).parameters:  # from 2.10 on
    POLICY.append("subject")
REASONS = {
    "InvalidSignatureError": "signature", "InvalidAlgorithmError": "alg-not-allowed", "DecodeError": "malformed",
    "ExpiredSignatureError": "expired", "ImmatureSignatureError": "not-yet-valid",
    "InvalidIssuerError": "issuer", "InvalidAudienceError": "audience", "InvalidSubjectError": "subject",
    "MissingRequiredClaimError": "claim-missing", "InvalidKeyError": "key-malformed", "PyJWKError": "key-malformed",
    "PyJWKClientError": "key-not-found",
}  # fmt: skip


def usable(key):
    """A PyJWK as decode takes it: the object itself from 2.9 on, its key before."""
    return key if hasattr(key, "algorithm_name") else key.key


def key_of(request, algorithms):
    """The key as a user would hand it over: a PyJWK stands for one algorithm, a PEM or a secret for all of its kind."""
    if request.jwk is None:
        return "" if request.key is None else request.key
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
    policy, detached, jws = request.policy, request.detached_payload, jwt.PyJWS()
    given = key_of(request, policy.algorithms)
    options = dict.fromkeys(("verify_exp", "verify_nbf", "verify_iat"), policy.now is not None)
    options |= {"require": policy.required_claims, "verify_aud": policy.audience is not None}
    expected = {name: policy.members.get(name) for name in ("issuer", "audience", "subject")}
    expected |= {"leeway": policy.leeway, "detached_payload": detached}

    def verify(token):
        key = given
        if request.has_key_set():
            key = usable(given.get_signing_key(jwt.get_unverified_header(token).get("kid")))
        if request.wants_claims:
            return jwt.decode(token, key, policy.algorithms, options, **expected)
        return jws.decode(token, key, policy.algorithms, detached_payload=detached)

    return verify


def sign(request):
    algorithm = request.header.get("alg")
    if not isinstance(algorithm, str):  # PyJWT takes it as an argument, and the header's from there
        raise Unsupported("sign:alg")
    headers = {"typ": None} | request.header  # without this PyJWT adds a `typ` of its own
    return jwt.PyJWS().encode(request.payload, key_of(request, [algorithm]), algorithm, headers, sort_headers=False)


serve(
    {"name": "PyJWT", "version": jwt.__version__, "homepage": "https://pyjwt.readthedocs.io"},
    {
        # ES521 is a misnomer kept for old tokens.
        "algorithms": sorted(set(jwt.PyJWS().get_algorithms()) - {"none", "ES521"}),
        "serializations": ["compact", "unencoded"], "contents": ["claims", "bytes"],
        "keys": ["jwk", "jwks", "pem", "text", "octets", "none"], "policy": POLICY,
    },
    verifier, sign, [jwt.PyJWTError], REASONS, clock=functools.partial(time_machine.travel, tick=False),
)  # fmt: skip
