"""Simple JWT for Django REST framework behind adapter protocol 1."""

import functools
import sys
from importlib import metadata
from pathlib import Path

import django
import time_machine
from django.conf import settings

# The key is another where it counts: each backend is given its own.
settings.configure(
    USE_I18N=False, SECRET_KEY="unused", INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"]
)
django.setup()
from rest_framework_simplejwt.backends import TokenBackend  # noqa: E402
from rest_framework_simplejwt.exceptions import TokenBackendError  # noqa: E402

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import Unsupported, serve  # noqa: E402


def key_of(request):
    """A secret or PEM, as a project's settings have it."""
    if request.jwk is None:
        return request.key
    if any(member in request.jwk for member in ("use", "key_ops", "alg")):
        raise Unsupported("key:jwk-purpose")
    if request.pem is None and request.jwk.get("kty") != "oct":
        raise Unsupported("key:jwk-without-pem")
    return request.pem or request.jwk_octets("k")


def verifier(request):
    policy, key = request.policy, key_of(request)
    if len(policy.algorithms) > 1:
        raise Unsupported("policy:several-algorithms")
    algorithm = policy.algorithms[0]
    # HMAC goes by the signing key, every other by the verifying key.
    keys = {"signing_key": key} if algorithm.startswith("HS") else {"verifying_key": key}
    backend = TokenBackend(algorithm, audience=policy.audience, issuer=policy.issuer, leeway=policy.leeway, **keys)
    return functools.partial(backend.decode, verify=True)


serve(
    {
        "name": "djangorestframework-simplejwt", "version": metadata.version("djangorestframework-simplejwt"),
        "homepage": "https://django-rest-framework-simplejwt.readthedocs.io",
    },
    {
        "algorithms": ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512"],
        "contents": ["claims"], "keys": ["jwk", "pem", "text"],
        "policy": ["algorithms", "now", "leeway", "issuer", "audience"],
    },
    verifier, refusals=[TokenBackendError], reasons={"TokenBackendExpiredToken": "expired"},
    clock=functools.partial(time_machine.travel, tick=False),
)  # fmt: skip
