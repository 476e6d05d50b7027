"""An HTTP gateway behind adapter protocol 1: each token is sent to the route that has the question's key and policy."""

import argparse
import base64
import binascii
import sys
from pathlib import Path

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from configuration import ConfigurationError, key_identity, policy_identity, read  # noqa: E402
from connection import Gone, Origin  # noqa: E402
from protocol import Unsupported, serve  # noqa: E402

UNAVAILABLE, MISCONFIGURED = 69, 78  # as sysexits.h has them
# What a server says of a request that it finds too large to read.
TOO_LARGE = {413, 414, 431}


class Refusal(Exception):
    """The gateway answered with a status that means no."""


class TooLarge(Refusal):
    """It refused the request for its size."""


class Unclear(Exception):
    """It answered, and neither accepted nor refused by what the configuration says."""


def segment_payload(token):
    """The payload of an accepted token that nobody has shown: its second segment, as leniently as can be.

    A gateway that accepts what is no token has accepted it all the same, so there is always an answer.
    """
    parts = token.split(b".")
    try:
        return base64.urlsafe_b64decode(parts[1] + b"==") if len(parts) > 1 else b""
    except binascii.Error:
        return b""


def shown_payload(route, headers, body):
    """The payload that came back through the gateway."""
    text = body
    if route.payload.header is not None:
        text = headers.get(route.payload.header)
        if text is None:
            raise Unclear(f"it accepted, and the response has no header {route.payload.header}")
        text = text.strip().encode("latin-1")
    if route.payload.encoding == "text":
        return text
    try:
        return base64.b64decode(text.replace(b"-", b"+").replace(b"_", b"/").rstrip(b"=") + b"==")
    except binascii.Error as error:
        raise Unclear(f"it accepted, and the payload that it shows isn't {route.payload.encoding}: {error}") from None


class Gateway:
    """The routes, and the places that they lie at."""

    def __init__(self, configuration):
        self.routes = configuration.routes
        self.keys = {route.key for route in self.routes}
        places = {route.place for route in self.routes}
        self.origins = {place: Origin(*place) for place in sorted(places, key=str)}

    def connect(self):
        for origin in self.origins.values():
            origin.connect()
            origin.close()

    def settle(self):
        for origin in self.origins.values():
            origin.watch.settle()

    def route(self, request):
        """The route that is set up as the question asks for it."""
        key, policy = key_identity(request.message), policy_identity(request.policy.members)
        if key not in self.keys:
            raise Unsupported("route:key")
        routes = [route for route in self.routes if (route.key, route.policy) == (key, policy)]
        if not routes:
            raise Unsupported("route:policy")
        for route in routes:
            if request.message["content"] in route.contents:
                return route
        raise Unsupported(f"route:{request.message['content']}")

    def verifier(self, request):
        route = self.route(request)
        return lambda token: self.payload(route, token.encode() if isinstance(token, str) else token)

    def payload(self, route, token):
        if not route.placement.can_hold(token):
            raise Unsupported(f"token:{route.placement.kind}")
        target, headers = route.placement.place(route.target, token)
        try:
            status, fields, body = self.origins[route.place].exchange(route.method, target, route.headers + headers)
        except Gone as error:
            end(error)
        if status in route.accept:
            return segment_payload(token) if route.payload is None else shown_payload(route, fields, body)
        challenge = fields.get("WWW-Authenticate")
        said = f"HTTP {status}" + (f" {challenge}" if challenge else "")
        if status in route.refuse:
            raise (TooLarge if status in TOO_LARGE else Refusal)(said)
        location = fields.get("Location")
        raise Unclear(
            f"{said}{f' to {location}' if location else ''}: by the configuration of {route.name} that's neither accept"
            " nor refuse"
        )


def capabilities(routes):
    """What the routes have between them; what none of them has isn't asked."""

    def every(names):
        return sorted({name for route in routes for name in names(route)})

    return {
        # To time it, keys and policies of one's own would have to be where it's configured.
        "operations": ["verify"],
        "algorithms": every(lambda route: route.algorithms),
        "keys": every(lambda route: [route.key[0]]),
        "contents": every(lambda route: route.contents),
        "policy": every(lambda route: route.policy_members),
        "clock": "system",
    }


def end(error):
    """Ends the program: without the gateway there is nothing to say about a token."""
    print(error, file=sys.stderr)
    sys.exit(UNAVAILABLE)


def answer_questions(configuration):
    """Answers on standard output what is asked on standard input, until that ends.

    Ends the program where the gateway can't be reached.
    """
    try:
        gateway = Gateway(configuration)
        gateway.connect()
    except Gone as error:
        end(error)
    serve(
        implementation=configuration.implementation,
        capabilities=capabilities(configuration.routes),
        verifier=gateway.verifier,
        refusals=(Refusal,),
        reasons={"TooLarge": "limits"},
    )
    gateway.settle()


def main():
    parser = argparse.ArgumentParser(
        prog="run", description="Asks an HTTP gateway. README.md beside this program says what the file holds."
    )
    parser.add_argument("configuration", help="the file that says which routes there are (jwt-assay/gateway/1)")
    parser.add_argument("--url", help="where the gateway is, in place of the url that the file begins with")
    parser.add_argument("--version", help="the gateway's version, in place of the file's")
    parser.add_argument("--vectors", help="the folder of the vectors, whose keys the file names")
    arguments = parser.parse_args()
    try:
        configuration = read(arguments.configuration, arguments.url, arguments.version, arguments.vectors)
    except ConfigurationError as error:
        print(f"{arguments.configuration}: {error}", file=sys.stderr)
        sys.exit(MISCONFIGURED)
    answer_questions(configuration)


if __name__ == "__main__":
    main()
