"""python-jwt behind adapter protocol 1: a JSON object a line in, a JSON object a line out, until the input ends."""

import base64
import contextlib
import json
import platform
import sys
import time
from importlib import metadata

import python_jwt
import time_machine
from jwcrypto import jwk
from jwcrypto.common import JWException

POLICY = ["algorithms", "now"]
ALGORITHMS = [
    "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
]  # fmt: skip


def octets(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def verifier(request):
    """What the request asks of a token, as a function from the token to its claims; the key is prepared once."""
    algorithms = request["policy"]["algorithms"]
    key = jwk.JWK(**request["key"])

    def verify(token):
        # checks_optional: a token needs neither typ nor exp, nbf and iat, which are checked where they are there.
        _, claims = python_jwt.verify_jwt(token, key, algorithms, checks_optional=True)
        return json.dumps(claims, separators=(",", ":")).encode()

    return verify


def clock(policy):
    """python-jwt asks the system for the time, so the time of this process is set."""
    return time_machine.travel(policy["now"], tick=False) if "now" in policy else contextlib.nullcontext()


def verify(request):
    foreign = sorted(request["policy"].keys() - set(POLICY))
    if foreign:
        return {"outcome": "unsupported", "feature": f"policy:{foreign[0]}"}
    if request["content"] != "claims":
        return {"outcome": "unsupported", "feature": f"content:{request['content']}"}
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
            "name": "python-jwt", "version": metadata.version("python_jwt"),
            "homepage": "https://github.com/davedoesdev/python-jwt", "language": "Python",
            "runtime": f"{platform.python_implementation()} {platform.python_version()}",
        },
        "capabilities": {
            "operations": ["verify", "bench"], "algorithms": ALGORITHMS, "serializations": ["compact"],
            "contents": ["claims"], "keys": ["jwk"], "policy": POLICY, "clock": "injected",
        },
    }  # fmt: skip


def reply(request):
    operation = {"hello": hello, "verify": verify, "bench": bench}.get(request["op"])
    if operation is None:
        return {"outcome": "unsupported", "feature": f"operation:{request['op']}"}
    try:
        return operation(request)
    except (python_jwt._JWTError, JWException, ValueError) as error:  # its own class has no public name
        return {"outcome": "reject", "reason": "malformed", "detail": f"{type(error).__name__}: {error}"}
    except Exception as error:
        return {"outcome": "error", "detail": f"{type(error).__name__}: {error}"}


for line in sys.stdin.buffer:
    message = json.loads(line)
    text = json.dumps({"id": message["id"]} | reply(message), ensure_ascii=False)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
