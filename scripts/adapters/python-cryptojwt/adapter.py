"""cryptojwt behind adapter protocol 1."""

import logging
import sys
from importlib import metadata
from pathlib import Path

from cryptojwt import JWT, KeyBundle, KeyJar
from cryptojwt import exception
from cryptojwt.exception import JWKESTException
from cryptojwt.jwk.jwk import key_from_jwk_dict
from cryptojwt.jws.jws import SIGNER_ALGS, factory

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import COMPACT_PAYLOAD, Refused, serve  # noqa: E402

REASONS = {
    "BadSignature": "signature", "WrongNumberOfParts": "malformed", "SignerAlgError": "alg-not-allowed",
    "UnknownAlgorithm": "alg-not-allowed", "NoSuitableSigningKeys": "key-not-found", "IssuerNotFound": "issuer",
    "UnsupportedAlgorithm": "key-malformed",
}  # fmt: skip
logging.disable()


def keys_of(request):
    return KeyBundle(request.jwk).keys() if request.has_key_set() else [key_from_jwk_dict(request.jwk)]


def verifier(request):
    policy, keys = request.policy, keys_of(request)
    key_jar, bundle = KeyJar(), KeyBundle()
    bundle.extend(keys)
    key_jar.add_kb(policy.issuer or "", bundle)  # a key belongs to an issuer; the empty one stands for ourselves
    jwt = JWT(key_jar=key_jar, allowed_sign_algs=policy.algorithms, skew=policy.leeway)

    def verify_claims(token):
        try:
            return jwt.unpack(token, timestamp=policy.now)
        except Exception as error:  # what isn't a JWS it refuses by an exception of that class itself
            raise Refused("Exception") if type(error) is Exception else error

    def verify_bytes(token):
        jws = factory(token, alg=policy.algorithms)
        if jws is None:
            raise Refused("factory makes no JWS of it")
        jws.verify_compact(token, keys)
        return COMPACT_PAYLOAD  # verify_compact gives JSON as an object

    return verify_claims if request.wants_claims else verify_bytes


serve(
    {
        "name": "cryptojwt", "version": metadata.version("cryptojwt"),
        "homepage": "https://cryptojwt.readthedocs.io",
    },
    {
        "algorithms": sorted(set(SIGNER_ALGS) - {"none", "ES256K"}), "contents": ["claims", "bytes"],
        "keys": ["jwk", "jwks"], "policy": ["algorithms", "unpinned", "now", "leeway", "issuer"], "clock": "injected",
    },
    # Much is refused with ValueError.
    verifier, refusals=[JWKESTException, getattr(exception, "IssuerNotFound", JWKESTException), ValueError], reasons=REASONS,
)  # fmt: skip
