"""A connection to a gateway that is kept alive, and made anew where the gateway has closed it."""

import http.client
import select
import ssl
import time

# How long a gateway that closed its port may take to open it again, in seconds.
PATIENCE = 1.0
# Of a body that nobody asked for, so much is read to keep the connection.
BODY_LIMIT = 1 << 24


class Gone(Exception):
    """Nothing can be reached there: no answer about a token, but the end of the run."""


class Broken(Exception):
    """The gateway ended the connection without an answer, or answered what isn't HTTP."""


class Response(http.client.HTTPResponse):
    """The final response: what comes before it, such as 103, says nothing of the token (RFC 9110 section 15.2).

    The library passes over 100 alone. Another would stand for the answer, and the answer then for that to the next token.
    """

    def begin(self):
        super().begin()
        while 100 <= self.status < 200 and self.status != http.HTTPStatus.SWITCHING_PROTOCOLS:
            self.headers = None  # else it takes the response for begun
            super().begin()


class Origin:
    """A host and a port, with one connection to it."""

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

    def is_open(self):
        """Whether there is a connection on which nothing has come since the last response, as its end would."""
        if self.connection is None or self.connection.sock is None:
            return False
        readable, _, _ = select.select([self.connection.sock], [], [], 0)
        return not readable

    def exchange(self, method, target, headers):
        """One request and its response: the status, the headers and the body.

        A connection may be closed between two requests, and a client then asks again on a new one (RFC 9112 section
        9.3.1). On a new connection it's the request that was met with that.
        """
        is_new = not self.is_open()
        if is_new:
            self.connect(PATIENCE)
        while True:
            try:
                self.send(method, target, headers)
                response = self.connection.getresponse()
                break
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError, ssl.SSLEOFError) as error:
                if is_new:
                    self.close()
                    raise Broken(f"the connection ended without an answer: {error}") from None
                self.connect(PATIENCE)
                is_new = True
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
                self.close()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Broken(f"the response ended early: {type(error).__name__}: {error}") from None
        return response.status, response.headers, body

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
