"""python-jwt behind adapter protocol 1."""

import functools
import sys
from importlib import metadata
from pathlib import Path

import python_jwt
import time_machine
from jwcrypto import jwk
from jwcrypto.common import JWException

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import serve  # noqa: E402


def verifier(request):
    key = jwk.JWK(**request.jwk)

    def verify(token):
        # checks_optional: a token needs neither typ nor exp, nbf and iat, which are checked where they are there.
        _, claims = python_jwt.verify_jwt(token, key, request.policy.algorithms, checks_optional=True)
        return claims

    return verify


serve(
    {
        "name": "python-jwt", "version": metadata.version("python_jwt"),
        "homepage": "https://github.com/davedoesdev/python-jwt",
    },
    {
        "algorithms": [f"{family}{bits}" for family in ("HS", "RS", "PS", "ES") for bits in (256, 384, 512)],
        "policy": ["algorithms", "now"],
    },
    # The class of its own has no public name.
    verifier, refusals=[python_jwt._JWTError, JWException, ValueError],
    clock=functools.partial(time_machine.travel, tick=False),
)  # fmt: skip
