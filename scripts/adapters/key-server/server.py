"""The key server: HTTP and HTTPS origins on loopback that answer as a script says, and record every request.

It speaks the framing of adapter protocol 1 over standard input and output: a JSON object a line, one reply each, in order.

    {"id":0,"op":"hello","protocol":1}
    {"id":1,"op":"origins"}                                    payload: {"caFile": …, "origins": {"https": "https://127.0.0.1:…", …}}
    {"id":2,"op":"put","play":"p1","answers":{"/p1/jwks":[…]}} the answers of some paths; the last of a list stays
    {"id":3,"op":"take","play":"p1"}                           payload: the requests below /p1/ since the last time
    {"id":4,"op":"drop","play":"p1"}                           forgets the play

A payload is base64url of JSON, as in a reply to `verify`. An answer has these members, all optional:

    status       of the response; 200 without it
    headers      pairs of a name and a value, sent as they are
    body         text
    etag         true: sends an ETag of the body, and 304 to a request that has it; text: sends it as the ETag
    chunked      true: sends the body in chunks, without its length
    interim      true: sends a 103 first
    closes       true: closes the connection after the response, without having said so
    fault        silence, drip, truncate, reset, close, huge, endless, bomb or garbage: see `Exchange.fail`

Answers are by path, or by path and query, or by the name of an origin, a space and the path: the most exact one is given.
A path that has no answer is a 404, and any method but GET and HEAD a 405. Silence ends by itself `HOLD` seconds after the first
request that met it since the last `put`, so that no client is held for longer, however often it tries.
"""

import base64
import contextlib
import functools
import gzip
import hashlib
import http.server
import json
import pathlib
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time

HOLD = 2.5  # seconds; the player calls a client that is still waiting then one that stalls
HUGE = 100 << 20  # octets
EAGER = 32 << 20  # octets; who reads as many reads as many as come
BOMB = 32 << 20  # octets, which become some 32 kB
LOCK = threading.Lock()
PLAYS = {}  # the answers and the requests of each play, by its name

CA_CONFIGURATION = """
[ca]
default_ca = own
[own]
dir = {folder}
database = {folder}/index
new_certs_dir = {folder}
default_md = sha256
policy = any
unique_subject = no
rand_serial = yes
copy_extensions = copy
[any]
commonName = supplied
"""


class Certificates:
    """A certificate authority made for this run, with the certificates of its origins; by the program openssl."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.authority("ca")
        self.authority("foreign")
        self.leaf("server", "ca", "IP:127.0.0.1,DNS:localhost")
        self.leaf("wrong-name", "ca", "DNS:wrong.example")
        self.leaf("expired", "ca", "IP:127.0.0.1,DNS:localhost", "20200101000000Z", "20200201000000Z")
        self.leaf("other-ca", "foreign", "IP:127.0.0.1,DNS:localhost")

    def path(self, name):
        return str(self.folder / name)

    def openssl(self, *arguments):
        done = subprocess.run(["openssl", *arguments], capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"openssl {arguments[0]} failed: {done.stderr[-500:]}")

    def key(self, name):
        return ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", self.path(f"{name}.key")]

    def authority(self, name):
        use = ["-addext", "keyUsage=critical,keyCertSign,cRLSign", "-subj", f"/CN=jwt-assay {name}", "-days", "3650"]
        self.openssl("req", "-x509", *self.key(name), "-out", self.path(f"{name}.pem"), *use)

    def leaf(self, name, authority, names, start=None, end="20990101000000Z"):
        self.openssl(
            "req", "-new", *self.key(name), "-out", self.path("request"), "-subj", "/CN=127.0.0.1",
            "-addext", f"subjectAltName={names}", "-addext", "extendedKeyUsage=serverAuth",
        )  # fmt: skip
        (self.folder / "index").write_text("")
        (self.folder / "configuration").write_text(CA_CONFIGURATION.format(folder=self.folder))
        self.openssl(
            "ca", "-batch", "-notext", "-config", self.path("configuration"),
            "-cert", self.path(f"{authority}.pem"), "-keyfile", self.path(f"{authority}.key"),
            "-in", self.path("request"), "-out", self.path(f"{name}.pem"),
            "-startdate", start or "20250101000000Z", "-enddate", end,
        )  # fmt: skip

    def context(self, name):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.path(f"{name}.pem"), self.path(f"{name}.key"))
        return context


def play_of(path):
    """The play whose name is a segment of the path."""
    return next((PLAYS[segment] for segment in path.split("?")[0].split("/") if segment in PLAYS), None)


@functools.cache
def bomb(body):
    return gzip.compress(body + b" " * BOMB, 9)


class Exchange(http.server.BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    timeout = 30

    def setup(self):
        self.context = self.server.context
        if self.context:  # here and not where connections are accepted: a client that doesn't finish would hold all others
            self.request.settimeout(30)  # a busy machine takes its time for 50 handshakes
            self.request = self.context.wrap_socket(self.request, server_side=True)
        super().setup()

    def do_GET(self):
        begun = time.monotonic()
        path = self.path.split("?")[0]
        record = {
            "origin": self.server.name, "method": self.command, "path": self.path[:2048], "status": 0, "sent": 0,
            "conditional": "If-None-Match" in self.headers, "authorization": "Authorization" in self.headers,
        }  # fmt: skip
        with LOCK:
            play = play_of(self.path)
            if play is None:
                answer = {"status": 404}
            else:
                play["requests"].append(record)
                names = (f"{self.server.name} {path}", self.path, path)
                answers = next(filter(None, map(play["answers"].get, names)), [{"status": 404}])
                answer = answers.pop(0) if len(answers) > 1 else answers[0]
                if self.command not in ("GET", "HEAD"):
                    answer = {"status": 405, "headers": [["Allow", "GET, HEAD"]]}
        try:
            self.answer(answer, record, play)
        except (OSError, ssl.SSLError, ValueError):
            self.close_connection = True
        if answer.get("fault") in ("silence", "drip"):  # the others take as long as the machine is busy
            record["seconds"] = round(time.monotonic() - begun, 3)

    do_POST = do_HEAD = do_PUT = do_OPTIONS = do_GET

    def answer(self, answer, record, play):
        if "fault" in answer:
            record["status"] = answer.get("status", 200)
            self.close_connection = True
            return self.fail(answer, record, play)
        body, headers = answer.get("body", "").encode(), answer.get("headers", [])
        status = answer.get("status", 200)
        if "etag" in answer:
            tag = hashlib.sha256(body).hexdigest()[:16] if answer["etag"] is True else answer["etag"]
            tag = f'"{tag}"'
            headers = [*headers, ["ETag", tag]]
            if tag in self.headers.get("If-None-Match", ""):
                status, body = 304, b""
        record["status"] = status
        if answer.get("interim"):
            self.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n")
        if answer.get("chunked"):
            self.head(status, [*headers, ["Transfer-Encoding", "chunked"]], None)
            for begin in range(0, len(body), 100):
                part = body[begin : begin + 100]
                self.send(part, record, b"%x\r\n%s\r\n" % (len(part), part))
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.head(status, headers, len(body))
            if status not in (204, 304) and self.command != "HEAD":
                self.send(body, record)
        if answer.get("closes"):
            self.close_connection = True

    def head(self, status, headers, length):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if status not in (204, 304):
            if not any(name.lower() == "content-type" for name, _ in headers):
                self.send_header("Content-Type", "application/json")
            if any(name == "Transfer-Encoding" for name, _ in headers):
                pass
            elif length is None:  # it ends with the connection
                self.send_header("Connection", "close")
            else:
                self.send_header("Content-Length", str(length))
        self.end_headers()

    def send(self, octets, record, framed=None):
        self.wfile.write(framed or octets)
        record["sent"] += len(octets)

    def fail(self, answer, record, play):
        """What servers and networks do to clients."""
        body, headers, status = answer.get("body", "").encode(), answer.get("headers", []), answer.get("status", 200)
        # Whoever tries again isn't held for longer: the first request that isn't answered begins the time.
        end = play.setdefault("held", time.monotonic() + HOLD)
        match answer["fault"]:
            case "silence":  # not a word, until it ends by itself or the client goes
                self.connection.settimeout(max(0.01, end - time.monotonic()))
                with contextlib.suppress(OSError):
                    self.connection.recv(1)
            case "drip":  # an octet at a time: never silent for long, and never done
                self.head(status, headers, max(len(body), 1000))
                while time.monotonic() < end:
                    self.send(b" ", record)
                    time.sleep(0.1)
            case "truncate":  # half of what the length promises
                self.head(status, headers, len(body))
                self.send(body[: len(body) // 2], record)
            case "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            case "close":
                pass
            case "huge" | "endless" as kind:  # the set, then white space: whole, if somebody reads all of it
                whole = HUGE + len(body)
                self.head(status, headers, whole if kind == "huge" else None)
                play["sending"] += 1
                try:
                    self.send(body, record)
                    while record["sent"] < whole and time.monotonic() < end:
                        self.send(b" " * min(1 << 18, whole - record["sent"]), record)
                        if record["sent"] < EAGER:  # who drops what has arrived already finds nothing more
                            time.sleep(0.005)
                finally:
                    play["sending"] -= 1
            case "bomb":  # the set, then white space: small on the way, and not where it's unpacked
                packed = bomb(body)
                self.head(status, [*headers, ["Content-Encoding", "gzip"]], len(packed))
                self.send(packed, record)
            case "garbage":
                self.send(b"\x16\x03\x01\x00\xff\x00 this is no HTTP\r\n\r\n", record)

    def log_message(self, *_):
        pass


class Origin(http.server.ThreadingHTTPServer):
    """One port."""

    request_queue_size = 256
    daemon_threads = True

    def __init__(self, name, context):
        super().__init__(("127.0.0.1", 0), Exchange)
        self.name, self.context = name, context
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def address(self):
        return f"http{'s' if self.context else ''}://127.0.0.1:{self.server_port}"

    def handle_error(self, *_):  # a handshake that failed, or a client that went
        pass


def payload(value):
    return {"outcome": "ok", "payload": base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()}


def main():
    folder = tempfile.mkdtemp(prefix="jwt-assay-keys-")
    try:
        certificates = Certificates(folder)
        contexts = {"http": None, "https": "server", "other": "server", "wrong-name": "wrong-name", "expired": "expired",
                    "foreign": "other-ca"}  # fmt: skip
        origins = [Origin(name, chain and certificates.context(chain)) for name, chain in contexts.items()]
        serve({"caFile": certificates.path("ca.pem"), "origins": {each.name: each.address() for each in origins}})
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def settle(name):
    """Some libraries answer while they still read what they don't want: waits until they have done, or for a second."""
    end = time.monotonic() + 1
    while PLAYS.get(name, {}).get("sending") and time.monotonic() < end:
        time.sleep(0.01)


def serve(description):
    for line in sys.stdin.buffer:
        message = json.loads(line)
        if message["op"] == "take":
            settle(message["play"])
        with LOCK:
            play = PLAYS.setdefault(message["play"], {"answers": {}, "requests": [], "sending": 0}) if "play" in message else None
            match message["op"]:
                case "hello":
                    profile = {"name": "key server", "version": "1", "language": "Python"}
                    reply = {"protocol": 1, "implementation": profile}
                case "origins":
                    reply = payload(description)
                case "put":
                    play["answers"] |= message["answers"]
                    play.pop("held", None)
                    reply = {"outcome": "ok"}
                case "take":
                    reply = payload(play["requests"])
                    play["requests"] = []
                case "drop":
                    PLAYS.pop(message["play"], None)
                    reply = {"outcome": "ok"}
                case operation:
                    reply = {"outcome": "unsupported", "feature": f"operation:{operation}"}
        sys.stdout.write(json.dumps({"id": message["id"]} | reply) + "\n")
        sys.stdout.flush()


main()
