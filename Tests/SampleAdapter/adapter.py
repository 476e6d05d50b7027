"""A small adapter, complete: PyJWT with two algorithms, and without a clock that can be set."""

import base64
import json
import sys

import jwt

HELLO = {
    "protocol": 1,
    "implementation": {"name": "PyJWT", "version": jwt.__version__, "language": "Python"},
    "capabilities": {
        "algorithms": ["HS256", "ES256"], "serializations": ["compact"], "contents": ["claims", "bytes"],
        "keys": ["jwk"], "policy": ["algorithms", "issuer", "audience"], "clock": "system",
    },
}  # fmt: skip


def verify(request):
    policy = request["policy"]
    algorithms = None if policy["algorithms"] == "default" else policy["algorithms"]
    key = jwt.PyJWK(request["key"], algorithms[0] if algorithms else None)
    if request["content"] == "bytes":
        payload = jwt.PyJWS().decode(request["token"], key, algorithms)
    else:
        options = {"verify_aud": "audience" in policy}
        options |= dict.fromkeys(("verify_exp", "verify_nbf", "verify_iat"), "now" in policy)  # by the system's clock
        expected = {name: policy.get(name) for name in ("issuer", "audience")}
        payload = json.dumps(jwt.decode(request["token"], key, algorithms, options, **expected)).encode()
    return {"outcome": "accept", "payload": base64.urlsafe_b64encode(payload).rstrip(b"=").decode()}


def reply(request):
    if request["op"] == "hello":
        return HELLO
    if request["op"] != "verify":
        return {"outcome": "unsupported", "feature": "operation:" + request["op"]}
    try:
        return verify(request)
    except jwt.PyJWTError as error:  # the library's own way to refuse
        return {"outcome": "reject", "detail": repr(error)}
    except Exception as error:  # anything else is a finding
        return {"outcome": "error", "detail": repr(error)}


for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps({"id": request["id"]} | reply(request)), flush=True)
