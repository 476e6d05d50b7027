"""A healthy adapter of protocol 1 for HS256, with one illness: patient.py ILLNESS."""

import base64
import hashlib
import hmac
import json
import sys
import threading
import time

illness = sys.argv[1]
log = sys.stderr
lock = threading.Lock()
held = []


def octets(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def hello(request):
    if illness == "strict" and len(request) > 3:
        return {"outcome": "error", "detail": "unknown member"}
    capabilities = {
        "operations": ["verify", "sign", "bench"], "algorithms": ["HS256"], "serializations": ["compact"],
        "keys": ["jwk"], "contents": ["bytes"], "policy": ["algorithms"], "clock": "system",
    }  # fmt: skip
    if illness == "overclaims":
        capabilities["algorithms"].append("HS512")
    if illness == "overclaims-policy":
        capabilities |= {"policy": ["algorithms", "issuer"], "contents": ["claims", "bytes"]}
    if illness == "blind":
        capabilities["contents"] = ["claims"]
    if illness == "misspelt":
        capabilities |= {"keys": ["JWK", "jwk"], "serialisations": ["compact"]}
    if illness == "two-clocks":
        capabilities["policy"].append("now")
    implementation = {"name": "patient", "version": "1", "language": "Python"}
    if illness != "terse":
        implementation |= {"runtime": "CPython", "homepage": "https://example.com"}
    return {"protocol": 1, "implementation": implementation, "capabilities": capabilities}


def check(token, request):
    """The payload; ValueError where the token is refused."""
    if illness == "nul" and "\0" in token:
        sys.exit("a NUL")
    if illness == "accepts-everything":
        return b""
    header, payload, signature = token.split(".")
    name = json.loads(octets(header))["alg"]
    if name not in request["policy"]["algorithms"] or name != "HS256":
        raise ValueError("alg")
    key = octets(request["key"]["k"])
    if illness == "blind":
        return json.dumps(json.loads(octets(payload))).encode()
    if not hmac.compare_digest(hmac.digest(key, f"{header}.{payload}".encode(), hashlib.sha256), octets(signature)):
        raise ValueError("signature")
    return octets(payload)


def verify(request):
    if illness == "strict" and "another" in request:
        return {"outcome": "error", "detail": "unknown member"}
    declared = {"algorithms"} | ({"issuer", "now"} if illness == "overclaims-policy" else set())
    foreign = sorted(request["policy"].keys() - declared)
    if foreign and illness != "ignores-policy":
        return {"outcome": "unsupported", "feature": f"policy:{foreign[0]}"}
    if "HS512" in request["policy"]["algorithms"]:
        return {"outcome": "unsupported", "feature": "algorithm:HS512"}
    token = request["token"] if "token" in request else octets(request["tokenOctets"]).decode("latin-1")
    try:
        payload = base64url(check(token, request))
    except ValueError as error:
        if illness == "unclean":
            return {"outcome": "error", "detail": str(error)}
        reason = "BadSignature" if illness == "reason" else "signature"
        return {"outcome": "reject", "reason": reason, "detail": str(error)}
    if illness == "payload":
        payload += "=="
    return {"outcome": "accept", "payload": payload}


def sign(request):
    text = f"{base64url(json.dumps(request['header']).encode())}.{request['payload']}"
    if illness == "signs-badly":
        text = request["payload"]
    signature = hmac.digest(octets(request["key"]["k"]), text.encode(), hashlib.sha256)
    return {"outcome": "ok", "token": f"{text}.{base64url(signature)}"}


def bench(request):
    try:
        for token in request["tokens"] if illness != "times-anything" else []:
            check(token, request)
    except ValueError as error:
        return {"outcome": "reject", "detail": str(error)}
    elapsed = 10**12 if illness == "boasts" else 1000
    return {"outcome": "ok", "iterations": request["iterations"], "elapsedNanoseconds": elapsed}


def answer(request):
    operation = {"hello": hello, "verify": verify, "sign": sign, "bench": bench}.get(request["op"])
    if operation:
        return operation(request)
    if illness == "operation":
        return {"outcome": "error", "detail": "unknown"}
    return {"outcome": "unsupported", "feature": f"operation:{request['op']}"}


def serve(request):
    reply = {"id": request["id"]} | answer(request)
    if illness == "order":
        time.sleep(0.002 * (request["id"] % 2))
    if illness == "noisy":
        print("serving", request["id"], file=log, flush=True)
    if illness == "slow" and request["op"] == "verify":
        time.sleep(0.06)
    with lock:
        if illness == "prints" and request["op"] == "verify":
            print("verifying a token")
        held.append(json.dumps(reply) + "\n")
        if illness != "buffers" or request["op"] == "hello":
            sys.stdout.write("".join(held))
            sys.stdout.flush()
            held.clear()


for line in sys.stdin:
    request = json.loads(line)
    if illness == "order" and request["op"] == "verify":
        threading.Thread(target=serve, args=[request]).start()
    else:
        serve(request)

if illness == "linger":
    time.sleep(600)
if illness == "goodbye":
    print("goodbye")
if illness == "status":
    sys.exit(1)
