"""The configuration of a gateway (jwt-assay/gateway/1): which routes there are, with which key and which policy.

Vectors/schema/gateway.schema.json has every member. What is wrong is said with its place, before anything is asked.
"""

import json
import os
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

from placement import Cookie, Header, Query

SCHEMA = "jwt-assay/gateway/1"
POLICY = {
    "algorithms", "now", "leeway", "issuer", "issuers", "audience", "audiences", "subject", "type", "requiredClaims",
    "expectedClaims", "understoodCritical", "maximumAge", "maximumLifetime", "revokedTokenIDs", "seenTokenIDs",
}  # fmt: skip
# Of every route, where it doesn't have its own.
SHARED = {"url", "caFile", "method", "headers", "token", "accept", "refuse", "payload"}
# What refuses where nothing is said: the token, or the request for its size.
REFUSALS = frozenset((400, 401, 403, 413, 414, 431))
NAMES = {str: "text", int: "a number", bool: "true or false", dict: "an object", list: "a list"}


class ConfigurationError(Exception):
    """The file can't be used, and why."""


@dataclass(frozen=True)
class ShownPayload:
    """Where an accepted token's payload comes back: a header of the response, or where that is None its body."""

    header: str | None
    encoding: str


@dataclass(frozen=True)
class Route:
    """A part of the gateway that is set up with one key and one policy."""

    name: str
    place: tuple  # whether by TLS, the host, the port, the file of the authorities
    target: str
    method: str
    headers: tuple
    placement: object
    accept: frozenset
    refuse: frozenset
    payload: ShownPayload | None
    key: tuple
    policy: str
    contents: tuple
    algorithms: tuple
    policy_members: tuple


@dataclass(frozen=True)
class Configuration:
    implementation: dict
    routes: list


def key_identity(message):
    """A question's key material as it's compared: its kind, and the key in one spelling."""
    if "key" in message:
        return "jwks" if "keys" in message["key"] else "jwk", canonical(message["key"])
    for member, kind in (("keyText", "text"), ("keyOctets", "octets")):
        if member in message:
            return kind, message[member]
    return "none", ""


def policy_identity(members):
    """A policy as it's compared: no list of it has an order, and of the time it says only whether it counts."""
    members = {
        name: sorted(value, key=canonical) if isinstance(value, list) else value for name, value in members.items()
    }
    return canonical(members | ({"now": True} if "now" in members else {}))


def canonical(value):
    return json.dumps(value, sort_keys=True)


def once(pairs):
    members = {}
    for name, value in pairs:
        if name in members:
            raise ConfigurationError(f"the member {name} is there twice in one object")
        members[name] = value
    return members


class Members:
    """An object of the file, and where it stands in it."""

    def __init__(self, value, where, known):
        if not isinstance(value, dict):
            raise ConfigurationError(f"{where or 'the file'} has to be an object")
        self.value, self.where = value, where
        for name in value:
            if name not in known:
                raise ConfigurationError(f"{self.place(name)} isn't a member there; known: {', '.join(sorted(known))}")

    def place(self, name):
        return f"{self.where}.{name}" if self.where else name

    def get(self, name, kind, default=None):
        value = self.value.get(name, default)
        if value is None and name not in self.value:
            return None
        # For Python, true is a number.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise ConfigurationError(f"{self.place(name)} has to be {NAMES[kind]}")
        return value

    def demand(self, name, kind):
        value = self.get(name, kind)
        if value is None or value == "" or value == []:
            raise ConfigurationError(f"{self.place(name)} has to be there")
        return value

    def texts(self, name):
        values = self.get(name, list)
        if values is not None and not all(isinstance(value, str) for value in values):
            raise ConfigurationError(f"{self.place(name)} has to be a list of texts")
        return values

    def wrong(self, name, what):
        raise ConfigurationError(f"{self.place(name)} {what}")


def read(path, url=None, version=None, vectors=None):
    """Reads a file.

    url      takes the place of the file's own url, from which those of its routes are counted
    version  takes the place of the gateway's version
    vectors  the folder of the corpus whose keys the file names; by default the one beside the adapters
    Raises ConfigurationError.
    """
    try:
        document = json.loads(Path(path).read_bytes(), object_pairs_hook=once)
        json.dumps(document, ensure_ascii=False).encode()
    except OSError as error:
        raise ConfigurationError(f"it can't be read: {error.strerror}") from None
    except UnicodeEncodeError:
        raise ConfigurationError("it has half of a surrogate pair, which no request can hold") from None
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"it isn't JSON: {error}") from None
    top = Members(document, "", {"schema", "gateway", "routes", "notes"} | SHARED)
    if top.value.get("schema") != SCHEMA:
        top.wrong("schema", f"has to be {SCHEMA}")
    top.texts("notes")
    about = Members(top.demand("gateway", dict), "gateway", {"name", "version", "language", "homepage"})
    implementation = {"name": about.demand("name", str), "version": version or about.demand("version", str)}
    # The adapter's own runtime is nobody's concern.
    implementation |= {"language": about.get("language", str) or "unknown", "runtime": "HTTP"}
    if about.get("homepage", str):
        implementation["homepage"] = about.value["homepage"]
    shared = {name: top.value[name] for name in SHARED & document.keys()} | ({"url": url} if url else {})
    keys = CorpusKeys(vectors)
    routes = []
    for number, value in enumerate(top.demand("routes", list)):
        where = f"routes[{number}]"
        if not isinstance(value, dict):
            raise ConfigurationError(f"{where} has to be an object")
        own = Members(value, where, {"key", "policy", "content"} | SHARED)
        # What a member's place is called follows from who has it.
        route = RouteReader(own, top, shared, Path(path).parent, keys).route()
        for other_number, other in enumerate(routes):
            if (route.key, route.policy) == (other.key, other.policy) and set(route.contents) & set(other.contents):
                raise ConfigurationError(f"{where} is asked the same as routes[{other_number}]; one of them is enough")
        routes.append(route)
    return Configuration(implementation, routes)


class RouteReader:
    """Reads one route: its own members, and the shared ones where it has none."""

    def __init__(self, own, top, shared, folder, keys):
        self.own, self.top, self.shared, self.folder, self.keys = own, top, shared, folder, keys

    def holder(self, name):
        """The object that has the member for this route."""
        return self.own if name in self.own.value else self.top

    def route(self):
        place, target = self.location()
        accept, refuse = self.verdicts()
        policy = self.policy()
        content = self.own.get("content", str)
        if content not in (None, "claims", "bytes"):
            self.own.wrong("content", "has to be claims or bytes; without it both are asked")
        algorithms = policy["algorithms"]
        placement = self.placement()
        headers = self.headers(placement)
        method = self.holder("method").get("method", str) or "GET"
        if not (method.isalpha() and method.isascii()):
            self.holder("method").wrong("method", "has to be the name of a method of HTTP")
        return Route(
            name=self.own.where,
            place=place,
            target=target,
            method=method,
            headers=headers,
            placement=placement,
            accept=accept,
            refuse=refuse,
            payload=self.payload(),
            key=self.keys.identity(self.own),
            policy=policy_identity(policy),
            contents=(content,) if content else ("bytes", "claims"),
            algorithms=() if algorithms == "default" else tuple(algorithms),
            policy_members=tuple(policy) + (("unpinned",) if algorithms == "default" else ()),
        )

    def location(self):
        base = self.shared.get("url", "")
        if not isinstance(base, str):
            self.top.wrong("url", "has to be text")
        holder = self.holder("url")
        own = self.own.get("url", str) or ""
        try:
            url = urllib.parse.urljoin(base, own)
            parts = urllib.parse.urlsplit(url)
            port = parts.port
        except ValueError as error:
            holder.wrong("url", f"isn't a URL: {error}")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            holder.wrong("url", f"has to begin with http:// or https://, or be a path below the file's; it's {url!r}")
        if parts.username is not None or parts.fragment:
            holder.wrong("url", "has neither a user nor a fragment")
        if not url.isascii() or any(character <= " " or character == "\x7f" for character in url):
            holder.wrong("url", "has characters that have to be percent-encoded")
        secure = parts.scheme == "https"
        authorities = self.holder("caFile").get("caFile", str)
        if authorities is not None:
            authorities = str(self.folder / authorities)
            if not secure:
                authorities = None
            elif not os.path.isfile(authorities):
                self.holder("caFile").wrong("caFile", f"isn't there: {authorities}")
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return (secure, parts.hostname, port or (443 if secure else 80), authorities), target

    def verdicts(self):
        """The statuses that accept and those that refuse; what is said beats what goes without saying."""
        accept, refuse = self.statuses("accept"), self.statuses("refuse")
        if accept is not None and refuse is not None and accept & refuse:
            self.holder("refuse").wrong("refuse", f"has {min(accept & refuse)}, which accept has too")
        return (
            frozenset(range(200, 300)) - (refuse or frozenset()) if accept is None else accept,
            REFUSALS - (accept or frozenset()) if refuse is None else refuse,
        )

    def statuses(self, name):
        holder = self.holder(name)
        values = holder.get(name, list)
        if values is None:
            return None
        codes = set()
        for value in values:
            if isinstance(value, int) and not isinstance(value, bool) and 200 <= value <= 599:
                codes.add(value)
            elif isinstance(value, str) and value in ("2xx", "3xx", "4xx", "5xx"):
                codes.update(range(int(value[0]) * 100, int(value[0]) * 100 + 100))
            else:
                holder.wrong(name, f"has {value!r}, which is neither a status from 200 to 599 nor 2xx, 3xx, 4xx or 5xx")
        return frozenset(codes)

    def headers(self, placement):
        holder = self.holder("headers")
        headers = holder.get("headers", dict, {})
        for name, value in headers.items():
            if not Header.is_name(name):
                holder.wrong("headers", f"has {name!r}, which is no name of a header")
            if name.lower() == placement.field:
                holder.wrong("headers", f"has {name}, where the token stands")
            if not isinstance(value, str) or not Header(name).can_hold(value.encode()):
                holder.wrong("headers", f"has a value for {name} that can't stand in a header")
        return tuple((name, value.encode()) for name, value in headers.items())

    def placement(self):
        holder = self.holder("token")
        if "token" not in holder.value:
            return Header("Authorization", "Bearer")
        token = Members(holder.value["token"], holder.place("token"), {"header", "scheme", "cookie", "query"})
        kinds = [name for name in ("header", "cookie", "query") if name in token.value]
        if len(kinds) != 1:
            holder.wrong("token", "has to have one of header, cookie and query")
        name = token.demand(kinds[0], str)
        scheme = token.get("scheme", str)
        if scheme is not None and kinds[0] != "header":
            token.wrong("scheme", "goes with a header only")
        if kinds[0] != "query" and not Header.is_name(name):
            token.wrong(kinds[0], f"is {name!r}, which is no name of a {kinds[0]}")
        if scheme is not None and not Header.is_name(scheme):
            token.wrong("scheme", f"is {scheme!r}, which is none")
        return {"header": lambda: Header(name, scheme), "cookie": lambda: Cookie(name), "query": lambda: Query(name)}[
            kinds[0]
        ]()

    def payload(self):
        holder = self.holder("payload")
        if "payload" not in holder.value:
            return None
        payload = Members(holder.value["payload"], holder.place("payload"), {"header", "encoding"})
        header, encoding = payload.get("header", str), payload.get("encoding", str) or "text"
        if header is not None and not Header.is_name(header):
            payload.wrong("header", f"is {header!r}, which is no name of a header")
        if encoding not in ("text", "base64", "base64url"):
            payload.wrong("encoding", "has to be text, base64 or base64url")
        return ShownPayload(header, encoding)

    def policy(self):
        if "policy" not in self.own.value:
            self.own.wrong("policy", "has to be there: what the route is set up to demand")
        policy = Members(self.own.value["policy"], self.own.place("policy"), POLICY)
        if policy.value.get("algorithms") != "default" and not policy.texts("algorithms"):
            policy.wrong("algorithms", 'has to be a list of names, or "default" where the gateway isn\'t told any')
        for name in POLICY & policy.value.keys():
            if name in ("issuers", "audiences", "requiredClaims", "understoodCritical", "revokedTokenIDs", "seenTokenIDs"):
                policy.texts(name)
            elif name in ("leeway", "maximumAge", "maximumLifetime"):
                policy.get(name, int)
            elif name in ("issuer", "audience", "subject", "type"):
                policy.get(name, str)
            elif name == "expectedClaims":
                policy.get(name, dict)
        if policy.get("now", bool) is False:
            policy.wrong("now", "is true where the gateway compares times by its clock, and isn't there otherwise")
        return policy.value


class CorpusKeys:
    """The key records of the corpus, by name; read where a file names one."""

    def __init__(self, vectors=None):
        self.vectors = vectors
        self.records = None

    def folder(self):
        """As CorpusLocation.swift has it, from where the adapters lie: beside them, or in a checkout above them."""
        adapters = Path(__file__).resolve().parents[1]
        candidates = [self.vectors or os.environ.get("JWT_ASSAY_VECTORS") or None]
        if candidates[0] is None:
            candidates = [adapters.parent / "Vectors", adapters.parents[1] / "Vectors"]
        return next((Path(path) for path in candidates if (Path(path) / "keys").is_dir()), Path(candidates[0]))

    def load(self):
        """The records, by id."""
        if self.records is None:
            self.records = {}
            for path in sorted((self.folder() / "keys").glob("*.json")):
                for record in json.loads(path.read_bytes())["keys"]:
                    self.records[record["id"]] = record
        return self.records

    def verification(self, name, place):
        records = self.load()
        if not records:
            raise ConfigurationError(f"{self.folder()} has no keys; JWT_ASSAY_VECTORS names the folder of the vectors")
        if name not in records:
            known = ", ".join(sorted(records)) if len(records) <= 32 else f"{len(records)} others"
            raise ConfigurationError(f"{place} is {name!r}, which is no key of the corpus; it has {known}")
        return records[name]["verification"]

    def identity(self, route):
        if "key" not in route.value:
            route.wrong("key", "has to be there: the key that the route is set up with; {} for none")
        key = Members(route.value["key"], route.place("key"), {"ref", "refs", "jwk", "jwks", "text", "octets"})
        if len(key.value) > 1:
            route.wrong("key", "has to have one of ref, refs, jwk, jwks, text and octets, or none of them")
        in_place = {"jwk": ("key", dict), "jwks": ("key", dict), "text": ("keyText", str), "octets": ("keyOctets", str)}
        for name, (member, kind) in in_place.items():
            if name in key.value:
                return key_identity({member: key.get(name, kind)})
        if "ref" in key.value:
            return key_identity({"key": self.verification(key.demand("ref", str), key.place("ref"))})
        if "refs" in key.value:
            names = key.texts("refs")
            return key_identity({"key": {"keys": [self.verification(name, key.place("refs")) for name in names]}})
        return key_identity({})
