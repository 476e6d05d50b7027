"""Gehirn's jwt behind adapter protocol 1."""

import functools
import sys
from importlib import metadata
from pathlib import Path

import jwt
import time_machine
from jwt import exceptions

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import COMPACT_PAYLOAD, serve  # noqa: E402

REASONS = {"JWTDecodeError": "", "MalformedJWKError": "key-malformed", "UnsupportedKeyTypeError": "key-malformed"}


def verifier(request):
    policy = request.policy
    if request.jwk is None:
        key = jwt.jwk_from_pem(request.key.encode())
    else:
        key = jwt.jwk_from_dict(request.jwk)
    algorithms = policy.algorithms and set(policy.algorithms)

    def verify(token):
        claims = jwt.JWT().decode(token, key, algorithms=algorithms, do_time_check=policy.now is not None)
        return claims if request.wants_claims else COMPACT_PAYLOAD

    return verify


serve(
    {"name": "jwt (Gehirn)", "version": metadata.version("jwt"), "homepage": "https://github.com/GehirnInc/python-jwt"},
    {
        "algorithms": sorted(set(jwt.supported_signing_algorithms()) - {"none"}),
        "contents": ["claims", "bytes"], "keys": ["jwk", "text"], "policy": ["algorithms", "unpinned", "now"],
    },
    verifier, refusals=[exceptions.JWTException], reasons=REASONS, clock=functools.partial(time_machine.travel, tick=False),
)  # fmt: skip
