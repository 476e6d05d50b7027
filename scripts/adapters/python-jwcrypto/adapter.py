"""jwcrypto behind adapter protocol 1: a JSON object a line in, a JSON object a line out, until the input ends."""

import base64
import contextlib
import json
import platform
import sys
import time
from importlib import metadata

import time_machine
from jwcrypto import jwk, jws, jwt
from jwcrypto.common import JWException

POLICY = ["algorithms", "unpinned", "now", "leeway", "issuer", "audience", "subject", "requiredClaims"]
# jwcrypto's names of claims that a policy names otherwise.
CLAIMS = {"issuer": "iss", "audience": "aud", "subject": "sub"}
REASONS = {
    "InvalidJWSSignature": "signature", "InvalidJWSObject": "malformed", "InvalidJWSOperation": "alg-not-allowed",
    "JWKeyNotFound": "key-not-found", "JWTMissingKey": "key-not-found", "JWTExpired": "expired",
    "JWTNotYetValid": "not-yet-valid", "JWTMissingClaim": "claim-missing", "JWTInvalidClaimFormat": "claim-type",
    "JWTInvalidClaimValue": "claim-type", "InvalidJWKValue": "key-malformed", "InvalidJWKType": "key-malformed",
}  # fmt: skip


def octets(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def key_of(request):
    if "key" not in request:
        return None
    key = request["key"]
    return jwk.JWKSet.from_json(json.dumps(key)) if "keys" in key else jwk.JWK(**key)


def verifier(request):
    """What the request asks of a token, as a function from the token to its payload; the key is prepared once."""
    policy, key = request["policy"], key_of(request)
    algorithms = None if policy["algorithms"] == "default" else policy["algorithms"]
    detached = octets(request["detachedPayload"]) if "detachedPayload" in request else None
    expected = {name: None for name in policy.get("requiredClaims", [])}
    expected |= {claim: policy[name] for name, claim in CLAIMS.items() if name in policy}

    def verify(token):
        if request["content"] == "claims":
            # With no claims given, exp and nbf are checked where they're there; with False, nothing is.
            checked = expected or (None if "now" in policy else False)
            token_object = jwt.JWT(algs=algorithms, check_claims=checked)
            token_object.leeway = policy.get("leeway", 0)
            token_object.deserialize(token, key)
            return token_object.claims.encode()
        token_object = jws.JWS()
        if algorithms:
            token_object.allowed_algs = algorithms
        token_object.deserialize(token)
        if detached is None:
            token_object.verify(key)
        else:
            token_object.verify(key, detached_payload=detached)
        payload = token_object.payload if detached is None else detached
        return payload.encode() if isinstance(payload, str) else payload

    return verify


def clock(policy):
    """jwcrypto asks the system for the time, so the time of this process is set."""
    return time_machine.travel(policy["now"], tick=False) if "now" in policy else contextlib.nullcontext()


def verify(request):
    foreign = sorted(request["policy"].keys() - set(POLICY))
    if foreign:
        return {"outcome": "unsupported", "feature": f"policy:{foreign[0]}"}
    token = request["token"] if "token" in request else octets(request["tokenOctets"])
    with clock(request["policy"]):
        return {"outcome": "accept", "payload": base64url(verifier(request)(token))}


def sign(request):
    token = jws.JWS(octets(request["payload"]))
    token.add_signature(key_of(request), protected=json.dumps(request["header"], separators=(",", ":")))
    return {"outcome": "ok", "token": token.serialize(compact=True)}


def bench(request):
    check, tokens, iterations = verifier(request), request["tokens"], request["iterations"]
    with clock(request["policy"]):
        for token in tokens:  # nothing is timed that isn't accepted
            check(token)
        start = time.perf_counter_ns()
        for number in range(iterations):
            check(tokens[number % len(tokens)])
        elapsed = time.perf_counter_ns() - start
    return {"outcome": "ok", "iterations": iterations, "elapsedNanoseconds": elapsed}


def hello(request):
    algorithms = [name for name in jws.default_allowed_algs if not name.startswith("ML-")]
    return {
        "protocol": 1,
        "implementation": {
            "name": "jwcrypto", "version": metadata.version("jwcrypto"),
            "homepage": "https://jwcrypto.readthedocs.io", "language": "Python",
            "runtime": f"{platform.python_implementation()} {platform.python_version()}",
        },
        "capabilities": {
            "operations": ["verify", "sign", "bench"], "algorithms": sorted(algorithms),
            "serializations": ["compact", "flattened", "general", "unencoded", "detached"],
            "contents": ["claims", "bytes"], "keys": ["jwk", "jwks"], "policy": POLICY, "clock": "injected",
        },
    }  # fmt: skip


def reply(request):
    operation = {"hello": hello, "verify": verify, "sign": sign, "bench": bench}.get(request["op"])
    if operation is None:
        return {"outcome": "unsupported", "feature": f"operation:{request['op']}"}
    try:
        return operation(request)
    except (JWException, ValueError) as error:  # what isn't a token at all is refused with ValueError
        reason = REASONS.get(type(error).__name__, "malformed")
        return {"outcome": "reject", "reason": reason, "detail": f"{type(error).__name__}: {error}"}
    except Exception as error:
        # An encrypted token in place of a signed one is refused with a bare TypeError.
        if isinstance(error, TypeError) and str(error).startswith("Expected "):
            return {"outcome": "reject", "reason": "malformed", "detail": f"TypeError: {error}"}
        return {"outcome": "error", "detail": f"{type(error).__name__}: {error}"}


for line in sys.stdin.buffer:
    message = json.loads(line)
    text = json.dumps({"id": message["id"]} | reply(message), ensure_ascii=False)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
