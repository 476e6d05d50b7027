"""joserfc behind adapter protocol 1: a JSON object a line in, a JSON object a line out, until the input ends."""

import base64
import json
import platform
import sys
import time

import joserfc
from joserfc import jwk, jws, jwt
from joserfc.errors import JoseError

POLICY = ["algorithms", "unpinned", "now", "leeway", "issuer", "audience", "subject", "requiredClaims"]
# joserfc's names of claims that a policy names otherwise.
CLAIMS = {"issuer": "iss", "audience": "aud", "subject": "sub"}
REASONS = {
    "bad_signature": "signature", "missing_algorithm": "alg-missing", "unsupported_algorithm": "alg-not-allowed",
    "unsupported_header": "header", "missing_crit_header": "critical", "decode_error": "malformed",
    "invalid_payload": "malformed", "exceeded_size": "limit", "invalid_key_curve": "key-type",
    "invalid_key_type": "key-type", "invalid_key_id": "key-not-found", "missing_key": "key-not-found",
    "unsupported_key_use": "key-use", "unsupported_key_alg": "key-use", "unsupported_key_operation": "key-use",
    "expired_token": "expired", "invalid_claim": "claim-type", "missing_claim": "claim-missing",
}  # fmt: skip


def octets(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def key_of(request):
    if "keyText" in request:
        return jwk.import_key(request["keyText"])
    if "keyOctets" in request:
        return jwk.import_key(octets(request["keyOctets"]))
    if "key" not in request:
        return None
    key = request["key"]
    return jwk.KeySet.import_key_set(key) if "keys" in key else jwk.import_key(key)


def verifier(request):
    """What the request asks of a token, as a function from the token to its payload; the key is prepared once."""
    policy, key = request["policy"], key_of(request)
    algorithms = None if policy["algorithms"] == "default" else policy["algorithms"]
    detached = octets(request["detachedPayload"]) if "detachedPayload" in request else None
    options = {name: {"essential": True} for name in policy.get("requiredClaims", [])}
    options |= {claim: {"essential": True, "value": policy[name]} for name, claim in CLAIMS.items() if name in policy}
    registry = jwt.JWTClaimsRegistry(now=policy.get("now"), leeway=policy.get("leeway", 0), **options)

    def verify(token):
        if request["content"] == "claims":
            claims = jwt.decode(token, key, algorithms).claims
            if options or "now" in policy:
                registry.validate(claims)
            return json.dumps(claims, separators=(",", ":")).encode()
        # The functions for the two serializations are apart, and that for JSON takes an object.
        if token.lstrip()[:1] in ("{", b"{"):
            return jws.deserialize_json(json.loads(token), key, algorithms).payload
        return jws.deserialize_compact(token, key, algorithms, payload=detached).payload

    return verify


def verify(request):
    foreign = sorted(request["policy"].keys() - set(POLICY))
    if foreign:
        return {"outcome": "unsupported", "feature": f"policy:{foreign[0]}"}
    token = request["token"] if "token" in request else octets(request["tokenOctets"])
    return {"outcome": "accept", "payload": base64url(verifier(request)(token))}


def sign(request):
    header = request["header"]
    token = jws.serialize_compact(header, octets(request["payload"]), key_of(request), [header["alg"]])
    return {"outcome": "ok", "token": token}


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
    algorithms = set(jws.JWSRegistry.algorithms) - {"none"}
    return {
        "protocol": 1,
        "implementation": {
            "name": "joserfc", "version": joserfc.__version__, "homepage": "https://jose.authlib.org",
            "language": "Python",
            "runtime": f"{platform.python_implementation()} {platform.python_version()}",
        },
        "capabilities": {
            "operations": ["verify", "sign", "bench"], "algorithms": sorted(algorithms),
            "serializations": ["compact", "flattened", "general", "unencoded", "detached"],
            "contents": ["claims", "bytes"], "keys": ["jwk", "jwks", "pem", "text", "octets", "none"],
            "policy": POLICY, "clock": "injected",
        },
    }  # fmt: skip


def reply(request):
    operation = {"hello": hello, "verify": verify, "sign": sign, "bench": bench}.get(request["op"])
    if operation is None:
        return {"outcome": "unsupported", "feature": f"operation:{request['op']}"}
    try:
        return operation(request)
    except (JoseError, ValueError) as error:  # for keys, and for text that isn't JSON, it refuses with ValueError
        reason = REASONS.get(getattr(error, "error", None), "malformed")
        return {"outcome": "reject", "reason": reason, "detail": f"{type(error).__name__}: {error}"}
    except Exception as error:
        return {"outcome": "error", "detail": f"{type(error).__name__}: {error}"}


for line in sys.stdin.buffer:
    message = json.loads(line)
    text = json.dumps({"id": message["id"]} | reply(message), ensure_ascii=False)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
