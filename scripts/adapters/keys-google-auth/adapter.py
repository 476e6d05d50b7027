"""google-auth's id_token.verify_token behind adapter protocol 1; recommended is the caching session of its manual."""

import sys
from importlib.metadata import version
from pathlib import Path

import cachecontrol
import jwt
import requests
from google.auth import exceptions
from google.auth.transport.requests import Request
from google.oauth2 import id_token

sys.path += [str(Path(__file__).parents[1] / "common/python")]
from keys import serve_keys  # noqa: E402


class WrongIssuer(ValueError):
    """What the manual tells the caller to compare: verify_token doesn't."""


def client(source):
    session = requests.Session()
    session.verify = source.ca_file
    if source.is_recommended:
        session = cachecontrol.CacheControl(session)
    request = Request(session)

    def verify(token):
        claims = id_token.verify_token(token, request, audience=source.audience, certs_url=source.jwks_url)
        if claims["iss"] != source.issuer:
            raise WrongIssuer(claims["iss"])
        return claims

    return verify


serve_keys(
    {"name": "google-auth", "version": version("google-auth"), "homepage": "https://googleapis.dev/python/google-auth/"},
    {"policy": ["keyOptions"]}, client, [exceptions.GoogleAuthError, jwt.PyJWTError, WrongIssuer],
)  # fmt: skip
