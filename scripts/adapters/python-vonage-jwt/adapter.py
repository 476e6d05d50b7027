"""vonage-jwt, by which a receiver of a messaging API's callbacks verifies them, behind adapter protocol 1."""

import functools
import sys
from importlib import metadata
from pathlib import Path

import time_machine
import vonage_jwt

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import COMPACT_PAYLOAD, Refused, Unsupported, serve  # noqa: E402


def verifier(request):
    if request.policy.algorithms != ["HS256"]:
        raise Unsupported("policy:algorithms")
    if request.jwk is not None and request.jwk.get("kty") != "oct":
        raise Unsupported("key:jwk-without-secret")
    if request.jwk is not None and any(member in request.jwk for member in ("use", "key_ops", "alg")):
        raise Unsupported("key:jwk-purpose")
    secret = request.key if request.jwk is None else request.jwk_octets("k")

    def verify(token):
        if not vonage_jwt.verify_signature(token, secret):
            raise Refused("verify_signature: False")
        return COMPACT_PAYLOAD

    return verify


serve(
    {"name": "vonage-jwt", "version": metadata.version("vonage-jwt"), "homepage": "https://github.com/Vonage/vonage-python-sdk"},
    {"algorithms": ["HS256"], "contents": ["claims"], "keys": ["jwk", "text"], "policy": ["algorithms", "now"]},
    verifier, refusals=[vonage_jwt.VonageVerifyJwtError], clock=functools.partial(time_machine.travel, tick=False),
)  # fmt: skip
