"""PyJWT behind adapter protocol 1: a JSON object a line in, a JSON object a line out, until the input ends."""

import base64
import contextlib
import inspect
import json
import platform
import sys
import time

import jwt
import time_machine

POLICY = ["algorithms", "now", "leeway", "issuer", "audience", "requiredClaims"]
if "subject" in inspect.signature(jwt.decode).parameters:  # from 2.10 on
    POLICY.append("subject")
# The nearest class of an exception's ancestry counts.
REASONS = {
    "InvalidSignatureError": "signature", "InvalidAlgorithmError": "alg-not-allowed", "DecodeError": "malformed",
    "ExpiredSignatureError": "expired", "ImmatureSignatureError": "not-yet-valid", "InvalidIssuedAtError": "claim-type",
    "InvalidIssuerError": "issuer", "InvalidAudienceError": "audience", "InvalidSubjectError": "subject",
    "InvalidJTIError": "claim-type", "MissingRequiredClaimError": "claim-missing", "InvalidKeyError": "key-malformed",
    "PyJWKError": "key-malformed", "PyJWKSetError": "key-malformed", "PyJWKClientError": "key-not-found",
    "PyJWTError": "header",
}  # fmt: skip


class GivenKeySet(jwt.PyJWKClient):
    """PyJWT's choice of a key by `kid`, over a set in hand; overriding `fetch_data` is how PyJWKClient is extended."""

    def __init__(self, key_set):
        super().__init__("https://localhost/")
        self.key_set = key_set

    def fetch_data(self):
        return self.key_set


def octets(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def usable(key):
    """A PyJWK as decode takes it: the object itself from 2.9 on, its key before."""
    return key if hasattr(key, "algorithm_name") else key.key


def key_of(request, algorithms):
    """The key as a user would hand it over: a PyJWK stands for one algorithm, a PEM or a secret for all of its kind."""
    if "keyText" in request:
        return request["keyText"]
    if "keyOctets" in request:
        return octets(request["keyOctets"])
    if "key" not in request:
        return ""
    key = request["key"]
    if "keys" in key:
        return GivenKeySet(key)
    if "alg" in key or not algorithms:
        return usable(jwt.PyJWK(key))
    if len(algorithms) > 1:
        return request.get("pem") or jwt.PyJWK(key).key
    return usable(jwt.PyJWK(key, algorithms[0]))


def verifier(request):
    """What the request asks of a token, as a function from the token to its payload; the key is prepared once."""
    policy = request["policy"]
    algorithms = None if policy["algorithms"] == "default" else policy["algorithms"]
    detached = octets(request["detachedPayload"]) if "detachedPayload" in request else None
    given, jws = key_of(request, algorithms), jwt.PyJWS()
    timed = "now" in policy
    options = {"require": policy.get("requiredClaims", []), "verify_aud": "audience" in policy}
    options |= {"verify_exp": timed, "verify_nbf": timed, "verify_iat": timed}
    expected = {name: policy.get(name) for name in ("issuer", "audience", "subject")}
    leeway = policy.get("leeway", 0)

    def verify(token):
        key = given
        if isinstance(given, GivenKeySet):
            key = usable(given.get_signing_key(jwt.get_unverified_header(token).get("kid")))
        if request["content"] == "bytes":
            return jws.decode(token, key, algorithms, detached_payload=detached)
        claims = jwt.decode(token, key, algorithms, options, detached_payload=detached, leeway=leeway, **expected)
        return json.dumps(claims, separators=(",", ":")).encode()

    return verify


def clock(policy):
    """PyJWT asks the system for the time, so the time of this process is set."""
    return time_machine.travel(policy["now"], tick=False) if "now" in policy else contextlib.nullcontext()


def verify(request):
    foreign = sorted(request["policy"].keys() - set(POLICY))
    if foreign:
        return {"outcome": "unsupported", "feature": f"policy:{foreign[0]}"}
    token = request["token"] if "token" in request else octets(request["tokenOctets"])
    with clock(request["policy"]):
        return {"outcome": "accept", "payload": base64url(verifier(request)(token))}


def sign(request):
    header = request["header"]
    if not isinstance(header.get("alg"), str):  # PyJWT takes it as an argument, and the header's from there
        return {"outcome": "unsupported", "feature": "sign:alg"}
    # Without this PyJWT adds a `typ` of its own.
    headers = {"typ": None} | header
    key = key_of(request, [header["alg"]])
    token = jwt.PyJWS().encode(octets(request["payload"]), key, header["alg"], headers, sort_headers=False)
    return {"outcome": "ok", "token": token}


def bench(request):
    check, tokens, iterations = verifier(request), request["tokens"], request["iterations"]
    with clock(request["policy"]):
        for token in tokens:  # nothing is timed that isn't accepted
            check(token)
        start = time.perf_counter_ns()
        for number in range(iterations):
            check(tokens[number % len(tokens)])
        elapsed = time.perf_counter_ns() - start
    return {"outcome": "ok", "iterations": iterations, "elapsedNanoseconds": elapsed}


def hello(request):
    algorithms = set(jwt.PyJWS().get_algorithms()) - {"none", "ES521"}  # ES521 is a misnomer kept for old tokens
    return {
        "protocol": 1,
        "implementation": {
            "name": "PyJWT", "version": jwt.__version__, "homepage": "https://pyjwt.readthedocs.io",
            "language": "Python",
            "runtime": f"{platform.python_implementation()} {platform.python_version()}",
        },
        "capabilities": {
            "operations": ["verify", "sign", "bench"], "algorithms": sorted(algorithms),
            "serializations": ["compact", "unencoded"], "contents": ["claims", "bytes"],
            "keys": ["jwk", "jwks", "pem", "text", "octets", "none"], "policy": POLICY, "clock": "injected",
        },
    }  # fmt: skip


def reply(request):
    operation = {"hello": hello, "verify": verify, "sign": sign, "bench": bench}.get(request["op"])
    if operation is None:
        return {"outcome": "unsupported", "feature": f"operation:{request['op']}"}
    try:
        return operation(request)
    except jwt.PyJWTError as error:
        reason = next(REASONS[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in REASONS)
        return {"outcome": "reject", "reason": reason, "detail": f"{type(error).__name__}: {error}"}
    except Exception as error:
        return {"outcome": "error", "detail": f"{type(error).__name__}: {error}"}


for line in sys.stdin.buffer:
    message = json.loads(line)
    text = json.dumps({"id": message["id"]} | reply(message), ensure_ascii=False)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
