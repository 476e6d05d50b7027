"""Gateways that fetch keys, behind adapter protocol 1: each source has a gateway process of its own on loopback.

An adapter calls `serve_gateway` with a function that writes the gateway's configuration and one that gives its command.
"""

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
from keys import serve_keys  # noqa: E402

START_UP = 15.0  # seconds
ROOT = os.environ.get("ROOT", "")  # the folder of a gateway that comes from another suite of Debian
VERSION = os.environ.get("JWT_ASSAY_VERSION", "unknown")


def program(path):
    """The command of a program of the gateway's packages."""
    return [os.environ["LOADER"], "--library-path", os.environ["LIBRARIES"], ROOT + path] if ROOT else [path]


class Rejected(Exception):
    """401 or 403."""


class Gateway:
    """A gateway process, and the way to ask it."""

    def __init__(self, source, configuration, command):
        self.folder = Path(tempfile.mkdtemp(prefix="jwt-assay-gateway-"))
        self.folder.chmod(0o755)
        shutil.copy(source.ca_file, self.folder / "ca.pem")
        source.ca_file = str(self.folder / "ca.pem")
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port = listener.getsockname()[1]
        (self.folder / "htdocs").mkdir()
        (self.folder / "htdocs/index.html").write_text("ok")
        file = self.folder / "configuration"
        file.write_text(configuration(source, self.folder, self.port))
        with open(self.folder / "output", "wb") as log:
            words = ["setpriv", "--pdeathsig", "KILL", *command(source, file, self.port)]
            self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder)
        deadline = time.monotonic() + START_UP
        while not self.is_open():
            if self.process.poll() is not None or time.monotonic() > deadline:
                text = (self.folder / "output").read_text(errors="replace")[-800:]
                self.close()
                raise RuntimeError(f"the gateway doesn't start: {text}")
            time.sleep(0.02)

    def is_open(self):
        with socket.socket() as client:
            client.settimeout(1)
            return client.connect_ex(("127.0.0.1", self.port)) == 0

    def __call__(self, token):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=11)
        with contextlib.closing(connection):
            connection.request("GET", "/", headers={"Authorization": f"Bearer {token}"})
            status = connection.getresponse().status
        if status in (401, 403):
            raise Rejected(f"status {status}")
        if status != 200:
            raise RuntimeError(f"status {status}")

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(3)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.environ.get("KEEP") or shutil.rmtree(self.folder, ignore_errors=True)


def serve_gateway(implementation, capabilities, configuration, command):
    """Answers messages until the input ends.

    configuration  a function from a source, a folder and a port to the text of the configuration
    command        a function from a source, the configuration's path and the port to the command that runs in the foreground
    """
    living = []

    def client(source):
        gateway = Gateway(source, configuration, command)
        living.append(gateway)
        return gateway

    try:
        serve_keys(implementation, {"algorithms": ["RS256", "ES256"]} | capabilities, client, [Rejected])
    finally:
        for gateway in living:
            if os.path.exists(gateway.folder):
                gateway.close()
