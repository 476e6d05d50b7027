"""The accepted vectors of the corpus, as any program outside the package can read them."""

import base64
import json
import pathlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Accepted:
    """A vector that has to be accepted."""

    id: str
    token: bytes
    key: tuple  # ("jwk", {...}), ("jwks", {...}), ("text", "..."), ("octets", b"...")
    algorithms: list | None  # None: the verifier's own choice
    understood: frozenset
    detached: bytes | None
    payload: bytes | None  # None: the second segment of a compact token


def octets(text):
    """base64url without padding, as the corpus spells octets."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def accepted(directory):
    """Every vector that has to be accepted, in the order of the files."""
    root = pathlib.Path(directory)
    records = {}
    for path in sorted((root / "keys").glob("*.json")):
        for record in json.loads(path.read_bytes())["keys"]:
            records[record["id"]] = record["verification"]
    for path in sorted(root.glob("*/*.json")):
        if path.parent.name in ("carriers", "keys", "keys-over-http", "schema", "sign"):
            continue
        for group in json.loads(path.read_bytes())["groups"]:
            for test in group["tests"]:
                if test["expect"] == "accept":
                    # A step of a sequence may have a key and a policy of its own.
                    policy = test.get("policy", group["policy"])
                    key = trusted(material(test.get("key", group["key"]), records), policy, test)
                    yield vector(test, key, policy)


def material(key, records):
    if "ref" in key:
        return ("jwk", records[key["ref"]])
    if "refs" in key:
        return ("jwks", {"keys": [records[name] for name in key["refs"]]})
    if "octets" in key:
        return ("octets", octets(key["octets"]))
    for kind in ("jwk", "jwks", "text"):
        if kind in key:
            return (kind, key[kind])
    return ("text", "")


def trusted(key, policy, test):
    """The keys of the issuer that the token names, where the policy gives each issuer its own (RFC 8725 section 3.8)."""
    if "issuerKeys" not in policy:
        return key
    issuer = json.loads(octets(test["token"].split(".")[1]))["iss"]
    places = {place for one in policy["issuerKeys"] if one["issuer"] == issuer for place in one["keys"]}
    return ("jwks", {"keys": [key[1]["keys"][place] for place in sorted(places)]})


def vector(test, key, policy):
    def optional(name):
        return octets(test[name]) if name in test else None

    return Accepted(
        id=test["id"],
        token=test["token"].encode() if "token" in test else octets(test["tokenOctets"]),
        key=key,
        algorithms=None if policy["algorithms"] == "default" else policy["algorithms"],
        understood=frozenset(policy.get("understoodCritical", [])),
        detached=optional("detachedPayload"),
        payload=optional("payload"),
    )
