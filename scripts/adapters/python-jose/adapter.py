"""python-jose behind adapter protocol 1: a JSON object a line in, a JSON object a line out, until the input ends."""

import base64
import contextlib
import json
import platform
import sys
import time
from importlib import metadata

import time_machine
from jose import jws, jwt
from jose.exceptions import JOSEError

POLICY = ["algorithms", "unpinned", "now", "leeway", "issuer", "audience", "subject", "requiredClaims"]
ALGORITHMS = ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512"]
REASONS = {"ExpiredSignatureError": "expired", "JWTClaimsError": "claim-type", "JWKError": "key-malformed"}


def octets(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def key_of(request):
    """python-jose takes a JWK, a JWK Set, a PEM or a secret as it stands."""
    if "keyOctets" in request:
        return octets(request["keyOctets"])
    return request.get("keyText", request.get("key", ""))


def verifier(request):
    """What the request asks of a token, as a function from the token to its payload."""
    policy, key = request["policy"], key_of(request)
    algorithms = None if policy["algorithms"] == "default" else policy["algorithms"]
    timed = "now" in policy
    options = {f"require_{name}": True for name in policy.get("requiredClaims", [])}
    options |= {"verify_exp": timed, "verify_nbf": timed, "verify_iat": timed, "leeway": policy.get("leeway", 0)}
    options["verify_aud"] = "audience" in policy
    expected = {name: policy.get(name) for name in ("issuer", "audience", "subject")}

    def verify(token):
        if request["content"] == "bytes":
            return jws.verify(token, key, algorithms)
        claims = jwt.decode(token, key, algorithms, options, **expected)
        return json.dumps(claims, separators=(",", ":")).encode()

    return verify


def clock(policy):
    """python-jose asks the system for the time, so the time of this process is set."""
    return time_machine.travel(policy["now"], tick=False) if "now" in policy else contextlib.nullcontext()


def verify(request):
    foreign = sorted(request["policy"].keys() - set(POLICY))
    if foreign:
        return {"outcome": "unsupported", "feature": f"policy:{foreign[0]}"}
    if "detachedPayload" in request:
        return {"outcome": "unsupported", "feature": "serialization:detached"}
    token = request["token"] if "token" in request else octets(request["tokenOctets"])
    with clock(request["policy"]):
        return {"outcome": "accept", "payload": base64url(verifier(request)(token))}


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
    return {
        "protocol": 1,
        "implementation": {
            "name": "python-jose", "version": metadata.version("python-jose"),
            "homepage": "https://github.com/mpdavis/python-jose", "language": "Python",
            "runtime": f"{platform.python_implementation()} {platform.python_version()}",
        },
        "capabilities": {
            "operations": ["verify", "bench"], "algorithms": ALGORITHMS, "serializations": ["compact"],
            "contents": ["claims", "bytes"], "keys": ["jwk", "jwks", "pem", "text", "octets", "none"],
            "policy": POLICY, "clock": "injected",
        },
    }  # fmt: skip


def reply(request):
    operation = {"hello": hello, "verify": verify, "bench": bench}.get(request["op"])
    if operation is None:
        return {"outcome": "unsupported", "feature": f"operation:{request['op']}"}
    try:
        return operation(request)
    except JOSEError as error:
        reason = REASONS.get(type(error).__name__, "malformed")
        return {"outcome": "reject", "reason": reason, "detail": f"{type(error).__name__}: {error}"}
    except Exception as error:
        return {"outcome": "error", "detail": f"{type(error).__name__}: {error}"}


for line in sys.stdin.buffer:
    message = json.loads(line)
    text = json.dumps({"id": message["id"]} | reply(message), ensure_ascii=False)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
