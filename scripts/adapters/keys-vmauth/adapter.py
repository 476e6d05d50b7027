"""vmauth of VictoriaMetrics, an authenticating proxy, with the keys of an issuer behind adapter protocol 1."""

import http.server
import json
import sys
import threading
from pathlib import Path

sys.path += [str(Path(__file__).parents[1] / "common/python")]
from gateway_keys import VERSION, program, serve_gateway  # noqa: E402


class Behind(http.server.BaseHTTPRequestHandler):
    """What stands behind the proxy."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


BEHIND = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Behind)
threading.Thread(target=BEHIND.serve_forever, daemon=True).start()


def configuration(source, *_):
    """The example of the manual for OpenID Connect, with the audience as a claim to match. JSON is YAML too."""
    jwt = {"oidc": {"issuer": source.issuer}, "match_claims": {"aud": source.audience}}
    return json.dumps({"users": [{"jwt": jwt, "url_prefix": f"http://127.0.0.1:{BEHIND.server_port}/"}]})


def command(source, file, port):
    words = ["-auth.config", str(file), "-httpListenAddr", f"127.0.0.1:{port}", "-logInvalidAuthTokens"]
    return ["env", f"SSL_CERT_FILE={source.ca_file}", *program("/usr/bin/vmauth"), *words]


serve_gateway(
    {"name": "vmauth", "version": VERSION, "language": "Go", "homepage": "https://docs.victoriametrics.com/victoriametrics/vmauth/"},
    {"keys": ["discovery"]}, configuration, command,
)  # fmt: skip
