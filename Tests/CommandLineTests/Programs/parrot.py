"""An adapter of protocol 1 that says the text of a file wherever it can: parrot.py FILE."""

import json
import sys

with open(sys.argv[1], encoding="utf-8", newline="") as file:
    text = file.read()
print(text, file=sys.stderr, flush=True)
if text == "dies":
    sys.exit(1)

for line in sys.stdin:
    request = json.loads(line)
    reply = {"id": request["id"], "detail": text, "reason": text, "feature": text}
    if request["op"] == "hello":
        reply |= {
            "protocol": 1,
            "implementation": {
                "name": text, "version": text, "language": text, "runtime": text, "homepage": text,
            },
            "capabilities": {
                "operations": ["verify", "sign", "bench"],
                "algorithms": ["HS256"],
                "serializations": ["compact"],
                "keys": ["jwk"],
                "contents": ["bytes", "claims"],
                "policy": ["algorithms"],
                "clock": "injected",
            },
        }
    elif request["op"] == "verify":
        odd = len(request.get("token", "")) % 4
        reply |= {"outcome": ["error", "reject", "unsupported", text][odd]}
    else:
        reply |= {"outcome": "error"}
    print(json.dumps(reply), flush=True)
