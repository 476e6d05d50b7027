"""A gateway with manners, and the adapter for gateways before it: an adapter program for the tests.

    gateway.py MANNER[@T] [MEMBER...]    each MEMBER is JSON: members of the description to set, or with null to leave out
    gateway.py refuses FILE          the adapter with this description, before a gateway that refuses everything

It accepts a token whose third segment is `good`. MANNER says what it does with a token whose third segment is `bad` or T, or
with every token.
"""

import base64
import http.server
import json
import pathlib
import random
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

HERE = pathlib.Path(__file__).parent
ADAPTER = HERE.parents[2] / "scripts/adapters/http-gateway/run"
manner, *members = sys.argv[1:]
manner, _, culprit = manner.partition("@")


class Gateway(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def token(self):
        if manner == "cookie":
            return self.headers.get("Cookie", "").removeprefix("session=")
        if manner == "query":
            return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query)).get("token", "")
        if manner == "header":
            return self.headers.get("X-Token", "")
        return self.headers.get("Authorization", "").removeprefix("Bearer ")

    def answer(self, status, headers=(), body=b"so be it"):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        token = self.token()
        is_good, is_bad = token.endswith(".good"), token.endswith((".bad", f".{culprit or 'bad'}"))
        if manner == "slow":
            time.sleep(0.3)
        if manner == "wants-a-host" and self.headers["Host"] != "api.example":
            return self.answer(404)
        if manner == "shows" and is_good:
            return self.answer(200, [("X-Payload", token.split(".")[1])])
        if manner == "shows-in-body" and is_good:
            return self.answer(200, body=base64.urlsafe_b64decode(token.split(".")[1] + "=="))
        if manner == "shows-another" and is_good:
            return self.answer(200, [("X-Payload", "eyJiIjoyfQ")])
        if is_bad and manner in STATUSES:
            return self.answer(STATUSES[manner], [("Location", "/login")] if manner == "redirects" else ())
        if manner == "early-hints":
            # The rest comes late enough to be taken for the answer to the next token.
            self.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n")
            time.sleep(0.2)
        if is_bad and manner == "hangs":
            time.sleep(60)
        if is_bad and manner in ("closes", "garbage", "half", "goes"):
            self.wfile.write(INSTEAD.get(manner, b""))
            if manner == "goes":
                server.socket.shutdown(socket.SHUT_RDWR)
                server.socket.close()
            return self.hang_up()
        self.answer(200 if is_good or manner == "lets-in" else 401)
        if is_bad and manner in LATE:
            self.wfile.flush()
            time.sleep(LATE[manner] or random.uniform(0, 0.2) * (manner == "late"))
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        if manner == "closes-between":
            self.hang_up()

    do_POST = do_GET

    def hang_up(self):
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_):
        pass


INSTEAD = {"garbage": b"hello\r\n\r\n", "half": b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nso"}
LATE = {"twice": 0, "late-5": 0.005, "late-50": 0.05, "late-200": 0.2, "late": 0}
STATUSES = {"500": 500, "redirects": 302, "too-large": 431, "not-found": 404}
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
server.daemon_threads = True
secure = manner.startswith("tls")
if secure:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(HERE / "gateway.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
url = f"{'https' if secure else 'http'}://127.0.0.1:{server.server_address[1]}"
threading.Thread(target=server.serve_forever, daemon=True).start()

if manner == "refuses":
    sys.exit(subprocess.call([ADAPTER, members[0], "--url", url]))
description = {
    "schema": "jwt-assay/gateway/1",
    "gateway": {"name": "Small", "version": "1"},
    "url": url,
    "routes": [{"url": "/api?v=1", "key": {"jwk": {"kty": "oct", "k": "AAAA"}}, "policy": {"algorithms": ["HS256"]}}],
}
for text in members:
    description |= json.loads(text)
description = {name: value for name, value in description.items() if value is not None}
with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder, "gateway.json")
    file.write_text(json.dumps(description))
    pathlib.Path(folder, "ca.pem").write_bytes((HERE / "gateway.pem").read_bytes())
    code = subprocess.call([ADAPTER, file])
sys.exit(code)
