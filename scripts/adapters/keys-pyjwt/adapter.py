"""PyJWT's PyJWKClient behind adapter protocol 1, as its documentation shows it."""

import ssl
import sys
from pathlib import Path

import jwt

sys.path += [str(Path(__file__).parents[1] / "common/python")]
from keys import serve_keys  # noqa: E402


def client(source):
    context = ssl.create_default_context(cafile=source.ca_file)
    keys = jwt.PyJWKClient(source.jwks_url, ssl_context=context, **source.given(timeout=source.timeout))

    def verify(token):
        key = keys.get_signing_key_from_jwt(token)
        return jwt.decode(token, key, source.algorithms, audience=source.audience, issuer=source.issuer)

    return verify


serve_keys(
    {"name": "PyJWT", "version": jwt.__version__, "homepage": "https://pyjwt.readthedocs.io"},
    {"policy": ["keyTimeout"]}, client, [jwt.PyJWTError],
)  # fmt: skip
