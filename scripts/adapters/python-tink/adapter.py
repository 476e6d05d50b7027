"""Tink's tink.jwt behind adapter protocol 1."""

import datetime
import functools
import json
import sys
from importlib import metadata
from pathlib import Path

import tink
import time_machine
from tink import jwt, secret_key_access
from tink.proto import jwt_hmac_pb2, tink_pb2

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "common/python")]
from protocol import COMPACT_PAYLOAD, serve  # noqa: E402

FAMILIES = {"RSA": ("RS", "PS"), "EC": ("ES",), "oct": ("HS",)}
jwt.register_jwt_mac()
jwt.register_jwt_signature()


def hmac_keyset(secret, algorithms):
    keyset = tink_pb2.Keyset(primary_key_id=1)
    for number, name in enumerate(algorithms, 1):
        key = jwt_hmac_pb2.JwtHmacKey(algorithm=jwt_hmac_pb2.JwtHmacAlgorithm.Value(name), key_value=secret)
        keyset.key.add(
            key_data={
                "type_url": "type.googleapis.com/google.crypto.tink.JwtHmacKey", "value": key.SerializeToString(),
                "key_material_type": tink_pb2.KeyData.SYMMETRIC,
            },
            status=tink_pb2.ENABLED, key_id=number, output_prefix_type=tink_pb2.RAW,
        )  # fmt: skip
    return tink.proto_keyset_format.parse(keyset.SerializeToString(), secret_key_access.TOKEN)


def verifying(request, algorithms):
    """Tink's function for this key. Tink has keys of one algorithm alone, so there is one for each that is allowed."""
    jwk = request.jwk
    own = [jwk["alg"]] if "alg" in jwk else algorithms
    fitting = [name for name in algorithms if name in own and name.startswith(FAMILIES.get(jwk.get("kty"), ""))]
    if jwk.get("kty") == "oct":
        return hmac_keyset(request.jwk_octets("k"), fitting).primitive(jwt.JwtMac).verify_mac_and_decode
    key_set = json.dumps({"keys": [jwk | {"alg": name} for name in fitting]})
    return jwt.jwk_set_to_public_keyset_handle(key_set).primitive(jwt.JwtPublicKeyVerify).verify_and_decode


def verifier(request):
    policy = request.policy
    verify_and_decode = verifying(request, policy.algorithms)
    validator = jwt.new_validator(
        expected_type_header=policy.type, ignore_type_header=policy.type is None,
        expected_issuer=policy.issuer, ignore_issuer=policy.issuer is None,
        expected_audience=policy.audience, ignore_audiences=policy.audience is None,
        allow_missing_expiration=True, clock_skew=datetime.timedelta(seconds=policy.leeway),
    )  # fmt: skip

    def verify(token):
        verify_and_decode(token, validator)
        return COMPACT_PAYLOAD  # a VerifiedJwt gives its claims one by one, and not the payload

    return verify


serve(
    {"name": "Tink", "version": metadata.version("tink"), "homepage": "https://developers.google.com/tink/jwt"},
    {
        "algorithms": [f"{family}{bits}" for family in ("HS", "RS", "PS", "ES") for bits in (256, 384, 512)],
        "contents": ["claims", "bytes"], "policy": ["algorithms", "now", "leeway", "issuer", "audience", "type"],
    },
    verifier, refusals=[tink.TinkError], clock=functools.partial(time_machine.travel, tick=False),
)  # fmt: skip
