"""HS256 behind adapter protocol 1, by Python's own hmac; the argument says in which way it misbehaves, if at all."""

import base64
import hashlib
import hmac
import json
import sys
import time

WAY = sys.argv[1] if len(sys.argv) > 1 else "honest"


def octets(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def payload(token, key):
    signed, _, signature = token.rpartition(".")
    if WAY != "accepts-all" and not hmac.compare_digest(hmac.digest(key, signed.encode(), hashlib.sha256), octets(signature)):
        raise ValueError("signature")
    return signed.partition(".")[2]


def reply(request):
    if request["op"] == "hello":
        operations = ["verify"] if WAY == "no-bench" else ["verify", "bench"]
        return {
            "protocol": 1,
            "implementation": {"name": WAY, "version": "1", "language": "Python"},
            "capabilities": {
                "operations": operations, "algorithms": ["HS256"], "contents": ["bytes"], "keys": ["jwk"],
                "policy": ["algorithms"],
            },
        }  # fmt: skip
    key = octets(request["key"]["k"])
    if request["op"] == "verify":
        try:
            return {"outcome": "accept", "payload": payload(request["token"], key)}
        except ValueError as error:
            return {"outcome": "reject", "detail": str(error)}
    tokens, count = request["tokens"], request["iterations"]
    start = time.perf_counter_ns()
    for number in range(count):
        payload(tokens[number % len(tokens)], key)
    elapsed = time.perf_counter_ns() - start
    if WAY == "fast-clock":
        elapsed *= 1000
    if WAY == "counts-wrong":
        count += 1
    return {"outcome": "ok", "iterations": count, "elapsedNanoseconds": elapsed}


for line in sys.stdin:
    message = json.loads(line)
    print(json.dumps({"id": message["id"]} | reply(message)), flush=True)
