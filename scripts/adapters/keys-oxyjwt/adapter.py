"""oxyjwt's PyJWKClient behind adapter protocol 1, as its documentation shows it."""

import ssl
import sys
from importlib.metadata import version
from pathlib import Path

import oxyjwt

sys.path += [str(Path(__file__).parents[1] / "common/python")]
from keys import serve_keys  # noqa: E402


def client(source):
    options = source.given(timeout=source.timeout)
    if source.is_recommended:
        options |= {"cache_keys": True, "lifespan": 3600}
    keys = oxyjwt.PyJWKClient(source.jwks_url, ssl_context=ssl.create_default_context(cafile=source.ca_file), **options)

    def verify(token):
        key = keys.get_signing_key_from_jwt(token)
        return oxyjwt.decode(token, key.key, source.algorithms, audience=source.audience, issuer=source.issuer)

    return verify


serve_keys(
    {"name": "oxyjwt", "version": version("oxyjwt"), "homepage": "https://pypi.org/project/oxyjwt/"},
    # decode takes a list of algorithms that the key can all be used with.
    {"algorithms": ["RS256"], "policy": ["keyTimeout", "keyOptions"]}, client, [oxyjwt.PyJWTError],
)  # fmt: skip
