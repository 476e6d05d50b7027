"""scitokens behind adapter protocol 1: SciToken.deserialize finds the keys by the token's own issuer."""

import os
import sys
from importlib.metadata import version
from pathlib import Path

import jwt
import scitokens
from scitokens.scitokens import ValidationFailure
from scitokens.utils.errors import SciTokensException

sys.path += [str(Path(__file__).parents[1] / "common/python")]
from keys import serve_keys  # noqa: E402


class WrongIssuer(ValueError):
    """What an Enforcer compares afterwards."""


def client(source):
    os.environ["SSL_CERT_FILE"] = source.ca_file

    def verify(token):
        claims = dict(scitokens.SciToken.deserialize(token).claims())
        if claims["iss"] != source.issuer:
            raise WrongIssuer(claims["iss"])
        return claims

    return verify


serve_keys(
    {"name": "scitokens", "version": version("scitokens"), "homepage": "https://github.com/scitokens/scitokens"},
    {"keys": ["discovery"]}, client, [SciTokensException, ValidationFailure, jwt.PyJWTError, WrongIssuer],
)  # fmt: skip
