#!/usr/bin/env python3
"""Writes the seeds of a fuzz target: seeds.py TARGET VECTORS FOLDER."""

import base64
import hashlib
import json
import pathlib
import sys

CLAIMS = [
    {"iss": "i", "aud": "a", "sub": "s", "exp": 200, "nbf": 10, "iat": 20, "jti": "j", "x": 1},
    {"aud": ["a", "b"], "exp": 1e300, "iat": -1, "x": None},
    {"exp": "1", "jti": "d"},
    {"jti": "r", "nbf": 1.5},
]
HEADERS = [
    b'{"alg":"HS256"}',
    b'{"alg":"HS256","b64":false,"crit":["b64"]}',
    b'{"alg":"HS256","typ":"JWT","kid":"m","cty":"JWT"}',
    b'{"alg":"HS256","crit":["exp"],"exp":1}',
    b'{"alg":"HS256","jwk":{"kty":"EC","crv":"P-256","x":"AA","y":"AA"},"x5c":["AA=="]}',
]


def tests(vectors):
    for path in sorted(vectors.glob("*/*.json")):
        for group in json.loads(path.read_text()).get("groups", []):
            for test in group["tests"]:
                yield group, test


def keys(vectors):
    for path in sorted(vectors.glob("*/*.json")):
        document = json.loads(path.read_text())
        for key in document.get("keys", []) if isinstance(document, dict) else []:
            yield key.get("verification")
            yield key.get("signing")
            yield key.get("pem")
        for group in document.get("groups", []):
            for name in ("jwk", "jwks", "text", "pem"):
                yield group["key"].get(name)


def token_seeds(vectors):
    for _, test in tests(vectors):
        for choice in (0, 1, 3):
            yield bytes([choice]) + test.get("token", "").encode()
    for header in HEADERS:
        for choice in (0x80, 0x85, 0x87, 0xA0, 0xC0, 0xE0, 0x90):
            for payload in [b"$.02", b'{"iss":"joe","exp":1300819380}']:
                yield bytes([choice]) + header + b"\0" + payload + b'\0{"kid":"m"}'


def key_seeds(vectors):
    for key in keys(vectors):
        if isinstance(key, dict) and "keys" not in key:
            yield b"\0" + json.dumps(key).encode()
        elif isinstance(key, str) and "-----BEGIN" in key:
            yield b"\4" + key.encode()
    yield b'\0{"kty":"oct","k":"AAAA"}'
    yield b'\0{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","use":"sig"}'


def key_set_seeds(vectors):
    every = [key for key in keys(vectors) if isinstance(key, dict) and "keys" not in key]
    for choice, key in enumerate(every):
        yield bytes([choice % 4]) + json.dumps({"keys": [key]}).encode()
    for first in range(0, len(every), 4):
        yield bytes([first % 4]) + json.dumps({"keys": every[first : first + 4]}).encode()
    yield b'\0{"keys":[{"kty":"oct","k":"AAAA","kid":"a","use":"enc","key_ops":["verify"],"alg":"HS256"}]}'


def claims_seeds(vectors):
    texts = [json.dumps(claims) for claims in CLAIMS]
    for members, more in ((0, 0), (255, 7), (15, 0), (1, 128), (112, 3)):
        for text in texts:
            yield bytes([members, more, 100, 5, 90, 200]) + text.encode()


JSON_TEXTS = [
    b'{"a":[1,-0.5e+3,true,false,null,{"b":"\\u00e9\\ud83d\\ude00\\n"}],"":"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"}',
    b' [ 12345678901234567890 , 1e308 , 1e-400 , -0 , 0.1 ] ',
    b'{"alg":"HS256","\\u0061lg":1}',
    b"[" * 64 + b"]" * 64,
    b"{" + b",".join(b'"%d":0' % number for number in range(40)) + b"}",
]


def json_seeds(vectors):
    yield from JSON_TEXTS
    for _, test in tests(vectors):
        for segment in test.get("token", "").split(".")[:2]:
            try:
                yield base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4))
            except ValueError:
                yield segment.encode()


def main():
    target, vectors, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    makers = {"token": token_seeds, "jwk": key_seeds, "jwkset": key_set_seeds, "claims": claims_seeds, "json": json_seeds}
    for seed in makers[target](vectors):
        (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)


if __name__ == "__main__":
    main()
