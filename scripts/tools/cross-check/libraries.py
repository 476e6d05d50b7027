"""joserfc and jwcrypto, asked the way their documentation tells users to.

An answer is one of `("confirmed", payload)`, `("bad", why)` where the library says that a signature doesn't hold, and
`("declined", why)` where it doesn't take the form, the algorithm or the key.
"""

import json
import warnings

import joserfc.errors
import joserfc.registry
import jwcrypto.common
import jwcrypto.jwk
import jwcrypto.jws
from joserfc import jwk, jws

ALGORITHMS = [
    "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
    "ES256K", "EdDSA", "Ed25519", "Ed448",
]  # fmt: skip
warnings.simplefilter("ignore")


def by_joserfc(vector):
    """joserfc 1: compact, flattened and general, detached and unencoded."""
    try:
        key = joserfc_key(vector.key)
        algorithms = vector.algorithms or ALGORITHMS
        known = {name: joserfc.registry.HeaderParameter(name, "any") for name in vector.understood}
        registry = jws.JWSRegistry(header_registry=known, algorithms=algorithms, strict_check_header=False)
        if vector.token.lstrip().startswith(b"{"):
            value = json.loads(vector.token)
            if vector.detached is not None:
                return ("declined", "no detached payload in JSON serialization")
            result = jws.deserialize_json(value, key, algorithms=algorithms, registry=registry)
        else:
            result = jws.deserialize_compact(
                vector.token, key, algorithms=algorithms, registry=registry, payload=vector.detached
            )
        return ("confirmed", result.payload)
    except joserfc.errors.BadSignatureError as error:
        return ("bad", type(error).__name__)
    except Exception as error:  # a library may fail in any way on what it doesn't know
        return ("declined", f"{type(error).__name__}: {error}")


def joserfc_key(material):
    kind, value = material
    if kind == "jwk":
        return jwk.import_key(value)
    if kind == "jwks":
        return jwk.KeySet.import_key_set(value)
    data = value if kind == "octets" else value.encode()
    if data.lstrip().startswith(b"{"):
        value = json.loads(data)
        return jwk.KeySet.import_key_set(value) if "keys" in value else jwk.import_key(value)
    for key_type in ("RSA", "EC", "OKP"):
        try:
            return jwk.import_key(data, key_type)
        except Exception:  # noqa: S112, PERF203  another type
            continue
    return jwk.import_key(data, "oct")


def by_jwcrypto(vector):
    """jwcrypto 1: compact, flattened and general, detached and unencoded; general: one signature that holds is enough."""
    try:
        key = jwcrypto_key(vector.key)
        known = {name: jwcrypto.common.JWSEHeaderParameter(name, False, True, None) for name in vector.understood}
        token = jwcrypto.jws.JWS(header_registry=known or None)
        token.allowed_algs = vector.algorithms or ALGORITHMS
        token.deserialize(vector.token.decode())
        token.verify(key, detached_payload=vector.detached)
        payload = token.payload if vector.detached is None else vector.detached
        # An unencoded payload comes back as text.
        return ("confirmed", payload.encode() if isinstance(payload, str) else payload)
    except jwcrypto.jws.InvalidJWSSignature as error:
        # The library has one exception for a signature that doesn't hold and for a header that it doesn't take.
        failed = "InvalidSignature()" in str(error) or "Verification failed for all" not in str(error)
        return ("bad" if failed else "declined", str(error))
    except Exception as error:  # a library may fail in any way on what it doesn't know
        return ("declined", f"{type(error).__name__}: {error}")


def jwcrypto_key(material):
    kind, value = material
    if kind == "jwk":
        return jwcrypto.jwk.JWK(**value)
    if kind == "jwks":
        return jwcrypto.jwk.JWKSet.from_json(json.dumps(value))
    data = value if kind == "octets" else value.encode()
    if data.lstrip().startswith(b"{"):
        value = json.loads(data)
        if "keys" in value:
            return jwcrypto.jwk.JWKSet.from_json(data.decode())
        return jwcrypto.jwk.JWK(**value)
    return jwcrypto.jwk.JWK.from_pem(data)
