"""Authlib behind adapter protocol 1: a JSON object a line in, a JSON object a line out, until the input ends."""

import base64
import json
import platform
import sys
import time
from importlib import metadata

from authlib.jose import JsonWebKey, JsonWebSignature, JsonWebToken, JoseError, jwt

POLICY = ["algorithms", "unpinned", "now", "leeway", "issuer", "audience", "subject", "requiredClaims"]
# Authlib's names of claims that a policy names otherwise.
CLAIMS = {"issuer": "iss", "audience": "aud", "subject": "sub"}
REASONS = {
    "BadSignatureError": "signature", "MissingAlgorithmError": "alg-missing",
    "UnsupportedAlgorithmError": "alg-not-allowed", "InvalidCritHeaderParameterNameError": "critical",
    "ExpiredTokenError": "expired", "InvalidTokenError": "not-yet-valid", "MissingClaimError": "claim-missing",
    "InvalidClaimError": "claim-type", "InvalidUseError": "key-use", "DecodeError": "malformed",
}  # fmt: skip


def octets(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def key_of(request):
    """Authlib takes a JWK, a PEM or a secret as it stands."""
    if "keyText" in request:
        return request["keyText"]
    if "keyOctets" in request:
        return octets(request["keyOctets"])
    key = request.get("key")
    return JsonWebKey.import_key_set(key) if key and "keys" in key else key


def by_kid(key):
    """What JsonWebSignature is given for a JWK Set, as the documentation shows."""
    return (lambda header, payload: key.find_by_kid(header.get("kid"))) if hasattr(key, "find_by_kid") else key


def verifier(request):
    """What the request asks of a token, as a function from the token to its payload."""
    policy, key = request["policy"], key_of(request)
    algorithms = None if policy["algorithms"] == "default" else policy["algorithms"]
    jws = JsonWebSignature(algorithms)
    decoder = JsonWebToken(algorithms) if algorithms else jwt
    options = {name: {"essential": True} for name in policy.get("requiredClaims", [])}
    options |= {claim: {"essential": True, "value": policy[name]} for name, claim in CLAIMS.items() if name in policy}

    def verify(token):
        if request["content"] == "bytes":
            return jws.deserialize(token, by_kid(key))["payload"]
        claims = decoder.decode(token, key, claims_options=options)
        if options or "now" in policy:
            claims.validate(now=policy.get("now"), leeway=policy.get("leeway", 0))
        return json.dumps(claims, separators=(",", ":")).encode()

    return verify


def verify(request):
    foreign = sorted(request["policy"].keys() - set(POLICY))
    if foreign:
        return {"outcome": "unsupported", "feature": f"policy:{foreign[0]}"}
    if "detachedPayload" in request:
        return {"outcome": "unsupported", "feature": "serialization:detached"}
    token = request["token"] if "token" in request else octets(request["tokenOctets"])
    return {"outcome": "accept", "payload": base64url(verifier(request)(token))}


def sign(request):
    token = JsonWebSignature().serialize_compact(request["header"], octets(request["payload"]), key_of(request))
    return {"outcome": "ok", "token": token.decode()}


def bench(request):
    check, tokens, iterations = verifier(request), request["tokens"], request["iterations"]
    for token in tokens:  # nothing is timed that isn't accepted
        check(token)
    start = time.perf_counter_ns()
    for number in range(iterations):
        check(tokens[number % len(tokens)])
    elapsed = time.perf_counter_ns() - start
    return {"outcome": "ok", "iterations": iterations, "elapsedNanoseconds": elapsed}


def hello(request):
    algorithms = set(JsonWebSignature.ALGORITHMS_REGISTRY) - {"none"}
    return {
        "protocol": 1,
        "implementation": {
            "name": "Authlib", "version": metadata.version("Authlib"), "homepage": "https://docs.authlib.org",
            "language": "Python",
            "runtime": f"{platform.python_implementation()} {platform.python_version()}",
        },
        "capabilities": {
            "operations": ["verify", "sign", "bench"], "algorithms": sorted(algorithms),
            "serializations": ["compact", "flattened", "general"], "contents": ["claims", "bytes"],
            "keys": ["jwk", "jwks", "pem", "text", "octets", "none"], "policy": POLICY, "clock": "injected",
        },
    }  # fmt: skip


def reply(request):
    operation = {"hello": hello, "verify": verify, "sign": sign, "bench": bench}.get(request["op"])
    if operation is None:
        return {"outcome": "unsupported", "feature": f"operation:{request['op']}"}
    try:
        return operation(request)
    except (JoseError, ValueError) as error:  # for keys and sizes, Authlib refuses with ValueError
        reason = REASONS.get(type(error).__name__, "malformed")
        return {"outcome": "reject", "reason": reason, "detail": f"{type(error).__name__}: {error}"}
    except Exception as error:
        return {"outcome": "error", "detail": f"{type(error).__name__}: {error}"}


for line in sys.stdin.buffer:
    message = json.loads(line)
    text = json.dumps({"id": message["id"]} | reply(message), ensure_ascii=False)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
