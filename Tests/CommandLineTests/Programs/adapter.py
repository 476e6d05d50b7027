"""A small adapter of protocol 1: adapter.py WAY.

A token whose third segment is "good" is accepted with its second segment as payload, every other is refused. What else
it does is named by its argument.
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import time

way = sys.argv[1]

if way == "absent":
    print("\x1b[2Jno library here", file=sys.stderr)
    sys.exit(1)

for line in sys.stdin:
    request = json.loads(line)
    reply = {"id": request["id"]}
    if request["op"] == "hello":
        reply |= {
            "protocol": 1,
            "implementation": {"name": "Small", "version": "1.0", "language": "Python"},
            "capabilities": {
                "algorithms": ["HS256"],
                "serializations": ["compact"],
                "keys": ["jwk"],
                "contents": ["bytes"],
                "policy": ["algorithms"],
                "clock": "injected",
            },
        }
        if way == "hostile":
            reply["implementation"]["name"] = "\x1b[2JSmall\x00\u202e"
        if way == "signs-everything":
            reply["capabilities"]["operations"] = ["verify", "sign"]
    elif request["op"] == "verify":
        header, payload, signature = (request.get("token", "").split(".") + ["", ""])[:3]
        if way == "slow":
            time.sleep(0.3)
        if way == "never" and signature == "bad":
            time.sleep(600)
        if way == "crash" and signature == "bad":
            print("about to die", file=sys.stderr, flush=True)
            os._exit(3)
        if signature == "good" or way == "accepts-everything":
            reply |= {"outcome": "accept", "payload": payload}
        elif way == "hostile":
            reply |= {"outcome": "error", "detail": "\x1b]0;owned\x07 <&\"' \x00\ufffe" + "x" * 5000}
        else:
            reply |= {"outcome": "reject", "reason": "signature"}
    elif request["op"] == "sign" and way == "signs-everything":
        header = base64.urlsafe_b64encode(json.dumps(request["header"]).encode()).decode().rstrip("=")
        text = header + "." + request["payload"]
        key = base64.urlsafe_b64decode(request["key"].get("k", "") + "==")
        mac = hmac.digest(key, text.encode(), hashlib.sha256)
        reply |= {"outcome": "ok", "token": text + "." + base64.urlsafe_b64encode(mac).decode().rstrip("=")}
    else:
        reply |= {"outcome": "unsupported", "feature": "operation:" + request["op"]}
    print(json.dumps(reply), flush=True)
