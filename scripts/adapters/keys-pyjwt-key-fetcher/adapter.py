"""pyjwt-key-fetcher behind adapter protocol 1, as its README shows it: one event loop, one fetcher."""

import asyncio
import os
import sys
from importlib.metadata import version
from pathlib import Path

import jwt

sys.path += [str(Path(__file__).parents[1] / "common/python")]
from keys import serve_keys  # noqa: E402

LOOP = asyncio.new_event_loop()


def client(source):
    # aiohttp reads the authorities when it's imported.
    os.environ["SSL_CERT_FILE"] = source.ca_file
    from pyjwt_key_fetcher import AsyncKeyFetcher

    async def made():
        return AsyncKeyFetcher(valid_issuers=[source.issuer])

    fetcher = LOOP.run_until_complete(made())

    async def verify_soon(token):
        key_entry = await fetcher.get_key(token)
        return jwt.decode(jwt=token, audience=source.audience, issuer=source.issuer, **key_entry)

    def verify(token):
        return LOOP.run_until_complete(verify_soon(token))

    verify.soon = verify_soon
    return verify


def many(verify, tokens, outcome):
    """All at once on the loop; each is then judged as one alone."""

    async def settled():
        return await asyncio.gather(*map(verify.soon, tokens), return_exceptions=True)

    def raised(result):
        if isinstance(result, BaseException):
            raise result

    return [outcome(raised, result) for result in LOOP.run_until_complete(settled())]


def refusals():
    from pyjwt_key_fetcher.errors import JWTKeyFetcherError

    return JWTKeyFetcherError


class Refusals(list):
    """Read when it's needed, after aiohttp has seen the authority."""

    def __iter__(self):
        return iter([jwt.PyJWTError, refusals()])


serve_keys(
    {"name": "pyjwt-key-fetcher", "version": version("pyjwt-key-fetcher"),
     "homepage": "https://github.com/ioxiocom/pyjwt-key-fetcher"},
    {"keys": ["discovery"]}, client, Refusals(), many,
)  # fmt: skip
