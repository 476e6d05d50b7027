"""Adapter protocol 1 for clients that fetch keys, in Python: a JSON object a line in, a JSON object a line out.

An adapter calls `serve_keys` with a function that makes a client for a `Source`. The client is kept for the questions of a
sequence that have the same source, as a service keeps its own; one that has a method `close` is closed after that.
"""

import base64
import concurrent.futures
import json
import os
import platform
import sys


class Source:
    """Where the keys are, whom the client trusts, and what it's told. What isn't told is None."""

    def __init__(self, message):
        policy = message["policy"]
        self.jwks_url = message.get("jwksURL")
        self.discovery = message.get("discovery")  # the issuer, whose metadata has the address
        self.ca_file = message["caFile"]
        self.algorithms = policy["algorithms"]
        self.issuer, self.audience = policy["issuer"], policy["audience"]
        self.lifetime, self.cooldown = policy.get("keyLifetime"), policy.get("keyCooldown")
        self.timeout = policy.get("keyTimeout")
        self.is_recommended = policy.get("keyOptions") == "recommended"

    def given(self, **options):
        """The options that aren't None."""
        return {name: value for name, value in options.items() if value is not None}


def serve_keys(implementation, capabilities, client, refusals=(), many=None):
    """Answers messages until the input ends.

    implementation  who answers: name, version and homepage
    capabilities    what can be asked, as adapter-reply.schema.json has it; what is the same for all comes of itself
    client          a function from a source to a function from a token to anything; that raises where it rejects
    refusals        the exception classes by which the library rejects; every other exception is an error, a finding
    many            a function from a client's function and tokens to outcomes, where threads aren't the library's way

    The clock is moved through libfaketime, if the program was started under it.
    """
    clock_file = os.environ.get("FAKETIME_TIMESTAMP_FILE")
    policy = ["algorithms", "issuer", "audience", *(["keyElapsed"] if clock_file else []), *capabilities.pop("policy", [])]
    capabilities = {
        "operations": ["verify", "verify-all"], "algorithms": ["RS256", "ES256"], "keys": ["jwks-url"],
        "contents": ["claims"], "clock": "system", "sequences": True, "policy": policy,
    } | capabilities  # fmt: skip
    kept = {}
    elapsed = 0

    def kept_client(message):
        name = (message["sequence"], message.get("jwksURL"), message.get("discovery"))
        if name not in kept:
            for other in [other for other in kept if other[0] != name[0]]:  # a sequence that is over
                getattr(kept.pop(other), "close", lambda: None)()
            kept[name] = client(Source(message))
        return kept[name]

    def outcome(verify, token):
        try:
            verify(token)
        except Exception as error:
            kind = "reject" if isinstance(error, tuple(refusals)) else "error"
            return {"outcome": kind, "detail": f"{type(error).__name__}: {error}"[:500]}
        return {"outcome": "accept", "payload": "e30"}

    def all_outcomes(verify, tokens):
        with concurrent.futures.ThreadPoolExecutor(len(tokens)) as pool:
            return list(pool.map(lambda token: outcome(verify, token), tokens))

    def reply(message):
        nonlocal elapsed
        if message["op"] == "hello":
            runtime = f"{platform.python_implementation()} {platform.python_version()}"
            who = {"language": "Python", "runtime": runtime} | implementation
            return {"protocol": 1, "implementation": who, "capabilities": capabilities}
        if message["op"] not in capabilities["operations"]:
            return {"outcome": "unsupported", "feature": f"operation:{message['op']}"}
        if not {"jwksURL", "discovery"} & message.keys():
            return {"outcome": "unsupported", "feature": "key:jwk"}
        asked = message["policy"].get("keyElapsed", 0)
        if clock_file and asked != elapsed:
            with open(clock_file, "w", encoding="ascii") as file:
                file.write(f"+{asked}\n")
            elapsed = asked
        try:
            verify = kept_client(message)
        except Exception as error:
            return {"outcome": "error", "detail": f"{type(error).__name__}: {error}"[:500]}
        if message["op"] == "verify":
            return outcome(verify, message["token"])
        outcomes = many(verify, message["tokens"], outcome) if many else all_outcomes(verify, message["tokens"])
        text = json.dumps(outcomes).encode()
        return {"outcome": "ok", "payload": base64.urlsafe_b64encode(text).rstrip(b"=").decode()}

    for line in sys.stdin.buffer:
        message = json.loads(line)
        text = json.dumps({"id": message["id"]} | reply(message), ensure_ascii=False)
        sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
