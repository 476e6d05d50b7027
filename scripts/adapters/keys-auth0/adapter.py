"""auth0-python's TokenVerifier behind adapter protocol 1, as its README shows it."""

import os
import sys
from importlib.metadata import version
from pathlib import Path

from auth0.authentication.exceptions import TokenValidationError
from auth0.authentication.token_verifier import AsymmetricSignatureVerifier, TokenVerifier

sys.path += [str(Path(__file__).parents[1] / "common/python")]
from keys import serve_keys  # noqa: E402


def client(source):
    os.environ["REQUESTS_CA_BUNDLE"] = source.ca_file
    signature_verifier = AsymmetricSignatureVerifier(source.jwks_url)
    return TokenVerifier(signature_verifier, issuer=source.issuer, audience=source.audience).verify


serve_keys(
    {"name": "auth0-python", "version": version("auth0-python"), "homepage": "https://github.com/auth0/auth0-python"},
    {"algorithms": ["RS256"]}, client, [TokenValidationError],
)  # fmt: skip
