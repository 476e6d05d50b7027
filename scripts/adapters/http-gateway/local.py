"""Starts a gateway of this machine on a free port of the loopback interface, asks it, and ends it.

    local.py FOLDER TEMPLATE VERSION COMMAND...

FOLDER holds gateway.json and TEMPLATE, the gateway's own configuration with places to fill in; COMMAND starts the
gateway in the foreground, and VERSION is what it's reported as. Places, in TEMPLATE and in COMMAND:

    @port@               the port
    @folder@             a folder that is taken away at the end. It has, for each key of the corpus that gateway.json
                         names, NAME.pem and NAME.jwk, or NAME.secret; for each route whose url ends with a name,
                         routes/NAME.jwks: its JWK Set, whose keys say the policy's algorithm where that's one; and for
                         a server of files htdocs/index.html
    @configuration@      TEMPLATE, filled in
    @modules@            the folder that holds the folders of the gateway's modules: the variable MODULES, or /usr/lib
    @escaped keys/NAME@  a secret, each octet as \\xNN
    @base64 keys/NAME@, @hex keys/NAME@
"""

import base64
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
from adapter import MISCONFIGURED, UNAVAILABLE, answer_questions  # noqa: E402
from configuration import ConfigurationError, CorpusKeys, read  # noqa: E402

START_UP = 15.0  # seconds
SPELLINGS = {
    "escaped": lambda secret: "".join(f"\\x{octet:02x}" for octet in secret),
    "base64": lambda secret: base64.b64encode(secret).decode(),
    "hex": bytes.hex,
}

# By the letters that a name of an algorithm begins with.
KEY_TYPES = {"HS": "oct", "RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}


def secret_of(jwk):
    return base64.urlsafe_b64decode(jwk["k"] + "==")


def fill_in(text, places, keys):
    def value(match):
        what, _, name = match[1].partition(" ")
        return SPELLINGS[what](secret_of(keys[name]["verification"])) if name else places[what]

    return re.sub(r"@((?:escaped|base64|hex) keys/[a-z0-9-]+|port|folder|configuration|modules)@", value, text)


def pinned(jwk, algorithm):
    """A JWK that says which algorithm it's for, where it's of that algorithm's type and says nothing."""
    return {"alg": algorithm} | jwk if jwk.get("kty") == KEY_TYPES[algorithm[:2]] else jwk


def write_keys(folder, keys, routes):
    """The keys as files that gateways read. All of them are public knowledge."""
    for name in ("keys", "routes"):
        (folder / name).mkdir()
    for route in routes:
        key, algorithms = route["key"], route["policy"]["algorithms"]
        names = key.get("refs", [key["ref"]] if "ref" in key else [])
        inner = [key["jwk"]] if "jwk" in key else [keys[name]["verification"] for name in names]
        jwks = key.get("jwks", {"keys": inner})
        for name in names:
            record, base = keys[name], folder / name
            if "pem" in record:
                base.with_suffix(".pem").write_text(record["pem"])
            if record["verification"]["kty"] == "oct":
                base.with_suffix(".secret").write_bytes(secret_of(record["verification"]))
            base.with_suffix(".jwk").write_text(json.dumps(record["verification"]))
        if algorithms != "default" and len(algorithms) == 1:
            jwks = {"keys": [pinned(jwk, algorithms[0]) for jwk in jwks["keys"]]}
        name = route.get("url", "").rpartition("/")[2]
        if name:
            (folder / f"routes/{name}.jwks").write_text(json.dumps(jwks))


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def is_open(port):
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex(("127.0.0.1", port)) == 0


def start(folder, template, command, keys, log):
    """Starts the gateway and waits until it can be reached; gives back the process, which has ended where it can't be,
    and the port."""
    port = free_port()
    places = {"port": str(port), "folder": str(folder), "configuration": str(folder / template.name)}
    places["modules"] = os.environ.get("MODULES", "/usr/lib")
    (folder / template.name).write_text(fill_in(template.read_text(), places, keys))
    # With the process that asks it, it ends too.
    command = ["setpriv", "--pdeathsig", "KILL"] + [fill_in(word, places, keys) for word in command]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder)
    deadline = time.monotonic() + START_UP
    while process.poll() is None and not is_open(port):
        if time.monotonic() > deadline:
            stop(process)
            break
        time.sleep(0.02)
    return process, port


def stop(process):
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main():
    source, template, version, *command = sys.argv[1:]
    source = Path(source)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    keys = CorpusKeys().load()
    folder = Path(tempfile.mkdtemp(prefix="jwt-assay-gateway-"))
    folder.chmod(0o755)  # a gateway that gives up root reads it too
    process = None
    try:
        (folder / "htdocs").mkdir()
        (folder / "htdocs/index.html").write_text("let in\n")
        write_keys(folder, keys, json.loads((source / "gateway.json").read_bytes())["routes"])
        with open(folder / "log", "w+b") as log:
            # Between the look for a free port and the gateway's own, somebody else may have taken it.
            for _ in range(3):
                process, port = start(folder, source / template, command, keys, log)
                if process.poll() is None:
                    break
            else:
                log.seek(max(0, os.fstat(log.fileno()).st_size - 4096))
                print(f"{command[0]} didn't start:\n{log.read().decode(errors='replace')}", file=sys.stderr)
                sys.exit(UNAVAILABLE)
        answer_questions(read(source / "gateway.json", url=f"http://127.0.0.1:{port}", version=version))
    except ConfigurationError as error:
        print(f"{source}/gateway.json: {error}", file=sys.stderr)
        sys.exit(MISCONFIGURED)
    finally:
        if process is not None and process.poll() is None:
            stop(process)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
