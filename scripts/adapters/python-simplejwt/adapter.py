"""Simple JWT, the plugin of Django REST framework, behind adapter protocol 1."""

import functools
import sys
from importlib import metadata
from pathlib import Path

import django
import time_machine
from django.conf import settings

# The plugin reads a key when it's imported; each backend below is given its own.
settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"], SECRET_KEY="not used to verify a token"
)
django.setup()
from rest_framework_simplejwt import exceptions  # noqa: E402
from rest_framework_simplejwt.backends import TokenBackend  # noqa: E402

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import Unsupported, serve  # noqa: E402


def verifier(request):
    policy = request.policy
    if len(policy.algorithms) > 1:
        raise Unsupported("policy:several-algorithms")
    if request.jwk is not None and any(member in request.jwk for member in ("use", "key_ops", "alg")):
        raise Unsupported("key:jwk-purpose")
    algorithm = policy.algorithms[0]
    is_secret = algorithm.startswith("HS")
    if request.jwk is None:
        key = request.key
    else:
        key = request.jwk_octets("k") if is_secret else request.pem
    if key is None:
        raise Unsupported("key:jwk-without-pem")
    backend = TokenBackend(
        algorithm, key if is_secret else None, None if is_secret else key, policy.audience, policy.issuer,
        leeway=policy.leeway,
    )  # fmt: skip
    return backend.decode


serve(
    {
        "name": "Simple JWT", "version": metadata.version("djangorestframework-simplejwt"),
        "homepage": "https://django-rest-framework-simplejwt.readthedocs.io",
    },
    {
        "algorithms": [
            "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512",
        ],
        "contents": ["claims"], "keys": ["jwk", "pem", "text"], "policy": ["algorithms", "now", "leeway", "issuer", "audience"],
    },
    verifier, refusals=[exceptions.TokenBackendError],
    reasons={"TokenBackendExpiredToken": "expired"}, clock=functools.partial(time_machine.travel, tick=False),
)  # fmt: skip
