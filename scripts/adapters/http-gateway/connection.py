"""Connections to a gateway, a new one for each token, so that what comes too late stands for no other answer."""

import collections
import http.client
import os
import select
import ssl
import sys
import threading
import time

# How long a gateway that closed its port may take to open it again, in seconds.
PATIENCE = 1.0
# Of a body that nobody asked for, so much is read.
BODY_LIMIT = 1 << 24
# How long a connection is watched after its response, in seconds, and how many are at a time.
WATCHED, MOST_WATCHED = 0.3, 64
OVERTALKATIVE = 76  # EX_PROTOCOL of sysexits.h


class Gone(Exception):
    """Nothing can be reached there: no answer about a token, but the end of the run."""


class Broken(Exception):
    """The gateway ended the connection without an answer, or answered what isn't HTTP."""


def end(octets):
    """Ends the program: octets came after the response, an answer to nothing that was asked."""
    words = f"the gateway sent {len(octets)} octets more after its response: {octets[:120]!r}"
    print(words, file=sys.stderr, flush=True)
    os._exit(OVERTALKATIVE)


class Watch:
    """Looks at connections for a while after their responses.

    A token has a connection to itself, so what comes late is that token's. The program ends then: which token it was, the
    suite finds by asking each again in a program that asks nothing else.
    """

    def __init__(self):
        self.sockets = collections.deque()
        self.changed = threading.Condition()
        threading.Thread(target=self.run, daemon=True).start()

    def add(self, connection):
        connection.setblocking(False)
        with self.changed:
            self.sockets.append((time.monotonic() + WATCHED, connection))
            while len(self.sockets) > MOST_WATCHED:
                self.sockets.popleft()[1].close()
            self.changed.notify()

    def run(self):
        while True:
            with self.changed:
                while not self.sockets:
                    self.changed.wait()
                while self.sockets and self.sockets[0][0] < time.monotonic():
                    self.sockets.popleft()[1].close()
                self.look([entry[1] for entry in self.sockets])
                self.changed.notify_all()
            time.sleep(0.005)

    def look(self, sockets):
        for connection in select.select(sockets, [], [], 0)[0]:
            try:
                octets = connection.recv(4096)
            except (BlockingIOError, ssl.SSLWantReadError):
                continue
            except OSError:
                octets = b""
            if octets:
                end(octets)
            # The gateway has closed it, as it may.
            self.sockets = collections.deque(entry for entry in self.sockets if entry[1] is not connection)
            connection.close()

    def settle(self):
        """Waits until nothing is watched any more."""
        with self.changed:
            while self.sockets:
                self.changed.wait(WATCHED)


class Response(http.client.HTTPResponse):
    """The final response: what comes before it, such as 103, says nothing of the token (RFC 9110 section 15.2).

    The library passes over 100 alone. Another would stand for the answer, and the answer then for that to the next token.
    """

    def __init__(self, sock, *arguments, **options):
        super().__init__(sock, *arguments, **options)
        self.connection = sock
        self.excess = b""

    def _close_conn(self):
        # Called when the response has been read to its end: what was read with it is behind it.
        if self.fp is not None:
            timeout = self.connection.gettimeout()
            try:
                self.connection.settimeout(0)
                self.excess = self.fp.peek()
            except (OSError, ValueError):
                pass
            finally:
                if self.connection.fileno() >= 0:
                    self.connection.settimeout(timeout)
        super()._close_conn()

    def begin(self):
        super().begin()
        while 100 <= self.status < 200 and self.status != http.HTTPStatus.SWITCHING_PROTOCOLS:
            self.headers = None  # else it takes the response for begun
            super().begin()


class Origin:
    """A host and a port."""

    def __init__(self, secure, host, port, authorities):
        self.host, self.port, self.secure = host, port, secure
        default = 443 if secure else 80
        name = f"[{host}]" if ":" in host else host
        self.authority = name if port == default else f"{name}:{port}"
        self.context = None
        if secure:
            try:
                self.context = ssl.create_default_context(cafile=authorities)
            except (OSError, ssl.SSLError) as error:
                raise Gone(f"the authorities in {authorities} can't be read: {error}") from None
        self.connection = None
        self.watch = Watch()

    def connect(self, patience=0.0):
        """Opens a connection; raises Gone where that can't be done."""
        self.close()
        deadline = time.monotonic() + patience
        while True:
            connection = (
                http.client.HTTPSConnection(self.host, self.port, context=self.context, timeout=5)
                if self.secure
                else http.client.HTTPConnection(self.host, self.port, timeout=5)
            )
            connection.response_class = Response
            try:
                connection.connect()
            except (OSError, UnicodeError) as error:  # the latter where a name can't be one of the DNS
                connection.close()
                # Another certificate won't come of waiting, nor another name.
                if isinstance(error, (ssl.SSLError, UnicodeError)) or time.monotonic() >= deadline:
                    scheme = "https" if self.secure else "http"
                    raise Gone(f"nothing answers at {scheme}://{self.authority}: {error}") from None
                time.sleep(0.05)
                continue
            # A gateway that doesn't answer is the runner's to end, who knows how long an answer may take.
            connection.sock.settimeout(None)
            self.connection = connection
            return

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def exchange(self, method, target, headers):
        """One request and its response on a connection of its own: the status, the headers and the body."""
        self.connect(PATIENCE)
        try:
            self.send(method, target, headers)
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError, ssl.SSLEOFError) as error:
            self.close()
            raise Broken(f"the connection ended without an answer: {error}") from None
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Broken(f"what came isn't a response: {type(error).__name__}: {error}") from None
        try:
            if response.status == http.HTTPStatus.SWITCHING_PROTOCOLS:
                self.close()  # what comes behind it isn't HTTP
            body = response.read(BODY_LIMIT)
            # Asked for so many octets, the library is content with fewer.
            if response.length and len(body) < BODY_LIMIT:
                raise http.client.IncompleteRead(body, response.length)
            if not response.isclosed():
                self.close()  # its end wasn't read
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Broken(f"the response ended early: {type(error).__name__}: {error}") from None
        if response.excess:
            end(response.excess)
        self.release()
        return response.status, response.headers, body

    def release(self):
        """Has the connection watched."""
        if self.connection is not None and self.connection.sock is not None:
            self.watch.add(self.connection.sock)
            self.connection.sock = None
        self.connection = None

    def send(self, method, target, headers):
        connection = self.connection
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        if not any(name.lower() == "host" for name, _ in headers):
            connection.putheader("Host", self.authority)
        if method.upper() in ("POST", "PUT", "PATCH"):
            connection.putheader("Content-Length", "0")
        for name, value in headers:
            connection.putheader(name, value)
        try:
            connection.endheaders()
        except (BrokenPipeError, ConnectionResetError):
            # A server that has read enough may have answered and closed: the answer counts.
            pass
