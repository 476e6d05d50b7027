"""cryptojwt's KeyJar behind adapter protocol 1: an issuer with the address of its key set."""

import sys
from importlib.metadata import version
from pathlib import Path

from cryptojwt import JWT, KeyJar
from cryptojwt.exception import IssuerNotFound, JWKESTException, KeyIOError, KeyNotFound

sys.path += [str(Path(__file__).parents[1] / "common/python")]
from keys import serve_keys  # noqa: E402


class WrongClaim(ValueError):
    """What the caller compares."""


def client(source):
    jar = KeyJar(httpc_params={"verify": source.ca_file} | source.given(timeout=source.timeout))
    jar.add_url(source.issuer, source.jwks_url)

    def verify(token):
        claims = JWT(key_jar=jar, allowed_sign_algs=source.algorithms).unpack(token)
        if claims["iss"] != source.issuer or claims["aud"] != source.audience:
            raise WrongClaim("iss or aud")
        return claims

    return verify


serve_keys(
    {"name": "cryptojwt", "version": version("cryptojwt"), "homepage": "https://github.com/IdentityPython/JWTConnect-Python-CryptoJWT"},
    {"policy": ["keyTimeout"]}, client, [JWKESTException, KeyIOError, KeyNotFound, IssuerNotFound, WrongClaim],
)  # fmt: skip
