"""Adapter protocol 1 for adapters in Python: a JSON object a line in, a JSON object a line out, until the input ends.

An adapter calls `serve` with a description of its library and the functions that call it. What a message asks comes to
them as a `Request`; what the capabilities don't declare is answered here and never reaches them.
"""

import base64
import contextlib
import json
import platform
import re
import sys
import time


class Unsupported(Exception):
    """Raised by an adapter for what the library can't do: `Unsupported("key:none")`, as capabilities spell it."""


class Refused(Exception):
    """Raised by an adapter where the library refuses otherwise than by an exception of its own."""


# Given back in place of a payload where the library has accepted a compact token and gives no octets.
COMPACT_PAYLOAD = object()


def octets(text):
    return None if text is None else base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Policy:
    """What is demanded of a token. What isn't demanded is None, or empty where it's a list."""

    def __init__(self, members):
        pinned = members.get("algorithms", "default")
        self.members = members
        self.algorithms = None if pinned == "default" else pinned  # None: what the library does when it's told nothing
        self.now = members.get("now")  # None: exp, nbf and iat aren't compared
        if members.get("nowMilliseconds"):
            self.now += members["nowMilliseconds"] / 1000
        self.leeway = members.get("leeway", 0)
        self.issuer, self.audience, self.subject = map(members.get, ("issuer", "audience", "subject"))
        self.type = members.get("type")
        self.required_claims = members.get("requiredClaims", [])
        self.understood_critical = members.get("understoodCritical", [])


class Request:
    """A message: what is asked about, under which key and policy. Octets are decoded; what isn't there is None."""

    def __init__(self, message):
        self.message = message
        self.policy = Policy(message.get("policy", {}))
        self.wants_claims = message.get("content") == "claims"  # else the payload's octets alone
        self.token = message["token"] if "token" in message else octets(message.get("tokenOctets"))
        self.detached_payload = octets(message.get("detachedPayload"))
        self.jwk = message.get("key")  # a JWK, or a JWK Set, as an object
        self.pem = message.get("pem")  # the same key once more, where there is such a form
        # The key in the spelling that it's given in: a JWK, or text or octets that are to be handed over untouched.
        self.key = message.get("key", message.get("keyText", octets(message.get("keyOctets"))))
        self.header, self.payload = message.get("header"), octets(message.get("payload"))  # to be signed

    def has_key_set(self):
        return self.jwk is not None and "keys" in self.jwk

    def jwk_octets(self, name):
        """A member of a JWK, for a library that reads no such JWK. What isn't base64url is refused here."""
        text = self.jwk.get(name)
        if not isinstance(text, str) or not re.fullmatch("[A-Za-z0-9_-]*", text) or len(text) % 4 == 1:
            raise Refused(f"the adapter can't read the JWK's {name}")
        return octets(text)

    def features(self):
        """What the request needs of an adapter's capabilities, as pairs of their member and any one of its values."""
        for member in sorted(self.policy.members):
            yield "policy", [member]
        if self.policy.members.get("algorithms") == "default":
            yield "policy", ["unpinned"]
        if "content" in self.message:
            yield "contents", [self.message["content"]]
        if self.detached_payload is not None:
            yield "serializations", ["detached", "unencoded"]
        jwk = ["jwks"] if self.has_key_set() else ["jwk", "pem"]
        kinds = {"key": jwk, "keyText": ["text"], "keyOctets": ["octets"]}
        yield "keys", next((kind for name, kind in kinds.items() if name in self.message), ["none"])


# A capability's name within a feature: policy:leeway, content:bytes.
FEATURE_KINDS = {"policy": "policy", "contents": "content", "serializations": "serialization", "keys": "key"}


def undeclared(request, capabilities):
    """The first feature that the request needs and that isn't declared."""
    for member, names in request.features():
        if not set(names) & set(capabilities[member]):
            return f"{FEATURE_KINDS[member]}:{names[0]}"
    return None


def serve(implementation, capabilities, verifier, sign=None, refusals=(), reasons=None, clock=None):
    """Answers messages until the input ends.

    implementation  who answers: name, version and homepage; language, where it isn't Python
    capabilities    what can be asked, as adapter-reply.schema.json has it; operations and sequences come of themselves
    verifier        a function from a request to a function from a token to its payload, which is octets or a claims
                    set; the key is prepared once, in the outer function, and kept for a sequence
    sign            a function from a request to a token
    refusals        the exception classes by which the library refuses; every other exception is an error, a finding
    reasons         reason codes by the name of an exception class; the nearest of its ancestry counts
    clock           a function from the time in seconds to a context in which the library takes that for the present;
                    without it the library goes by the system's clock, and if it compares times at all, its policy has
                    now, which isn't told: tokens are made for that clock then
    """
    capabilities = {
        "operations": ["verify", "bench"] + (["sign"] if sign else []), "serializations": ["compact"], "keys": ["jwk"],
        "contents": ["claims"], "policy": ["algorithms"], "clock": "injected" if clock else "system",
        "sequences": True,
    } | capabilities  # fmt: skip

    kept = {}  # the verifiers of sequences, by all that was asked but the token; the oldest first

    def verifier_of(request):
        """What verifies the request's token: in a sequence what was there already, if it was asked the same of another."""
        if "sequence" not in request.message:
            return verifier(request)
        rest = {name: value for name, value in request.message.items() if name not in ("id", "token", "tokenOctets")}
        question = json.dumps(rest, sort_keys=True)
        if question not in kept:
            kept[question] = verifier(request)
            if len(kept) > 100:
                del kept[next(iter(kept))]
        return kept[question]

    def at(policy):
        return clock(policy.now) if clock and policy.now is not None else contextlib.nullcontext()

    def answer_hello(request):
        runtime = f"{platform.python_implementation()} {platform.python_version()}"
        who = {"language": "Python", "runtime": runtime} | implementation
        policy = [member for member in capabilities["policy"] if clock or member != "now"]
        return {"protocol": 1, "implementation": who, "capabilities": capabilities | {"policy": policy}}

    def answer_verify(request):
        with at(request.policy):
            payload = verifier_of(request)(request.token)
        if payload is COMPACT_PAYLOAD:
            payload = octets(request.token.split(".")[1])
        elif not isinstance(payload, bytes):
            payload = json.dumps(payload, separators=(",", ":")).encode()
        return {"outcome": "accept", "payload": base64url(payload)}

    def answer_sign(request):
        token = sign(request)
        return {"outcome": "ok", "token": token.decode() if isinstance(token, bytes) else token}

    def answer_bench(request):
        tokens, iterations = request.message["tokens"], request.message["iterations"]
        with at(request.policy):
            verify = verifier(request)
            for token in tokens:  # nothing is timed that isn't accepted
                verify(token)
            start = time.perf_counter_ns()
            for number in range(iterations):
                verify(tokens[number % len(tokens)])
            elapsed = time.perf_counter_ns() - start
        return {"outcome": "ok", "iterations": iterations, "elapsedNanoseconds": elapsed}

    operations = {"hello": answer_hello, "verify": answer_verify, "sign": answer_sign, "bench": answer_bench}

    def reply(message):
        operation = message["op"]
        if operation not in operations or (operation != "hello" and operation not in capabilities["operations"]):
            return {"outcome": "unsupported", "feature": f"operation:{operation}"}
        try:
            request = Request(message)
            feature = undeclared(request, capabilities) if operation in ("verify", "bench") else None
            if feature:
                raise Unsupported(feature)
            return operations[operation](request)
        except Unsupported as lack:
            return {"outcome": "unsupported", "feature": str(lack)}
        except Refused as refusal:
            return {"outcome": "reject", "detail": str(refusal)}
        except Exception as error:
            detail = f"{type(error).__name__}: {error}"
            if not isinstance(error, tuple(refusals)):
                return {"outcome": "error", "detail": detail}
            known = (reasons or {}).get
            reason = next(filter(None, (known(kind.__name__) for kind in type(error).__mro__)), None)
            return {"outcome": "reject", "detail": detail} | ({"reason": reason} if reason else {})

    for line in sys.stdin.buffer:
        message = json.loads(line)
        text = json.dumps({"id": message["id"]} | reply(message), ensure_ascii=False)
        # What a library says may hold half of a surrogate pair, which has no form in UTF-8.
        sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
