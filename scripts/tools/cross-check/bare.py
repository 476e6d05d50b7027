"""JWS (RFC 7515) with nothing under it but the standard library's JSON and pyca/cryptography's signatures.

It was written for this cross-check and from the RFCs; no line of it comes from the reference implementation. The claims
aren't judged, nor is a policy beyond its algorithms: what is checked is that the signature holds and what it covers.
"""

import base64
import hmac
import json
import re

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa, utils

HASHES = {"256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512()}
CURVES = {
    "P-256": ec.SECP256R1(), "P-384": ec.SECP384R1(), "P-521": ec.SECP521R1(), "secp256k1": ec.SECP256K1(),
}  # fmt: skip
ECDSA = {"ES256": "secp256r1", "ES384": "secp384r1", "ES512": "secp521r1", "ES256K": "secp256k1"}


class Bad(Exception):
    """The token isn't one, or a signature doesn't hold."""


def base64url(text):
    """RFC 7515 section 2, to the letter: no padding, one alphabet, no bits left over."""
    if not re.fullmatch(rb"[A-Za-z0-9_-]*", text) or len(text) % 4 == 1:
        raise Bad("not base64url")
    data = base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))
    if base64.urlsafe_b64encode(data).rstrip(b"=") != text:
        raise Bad("bits left over")
    return data


def member_names_once(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Bad("a member stands twice")
    return members


def json_object(data):
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=member_names_once)
    except ValueError as error:
        raise Bad(f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise Bad("no object")
    return value


def integer(key, name):
    return int.from_bytes(base64url(key[name].encode()), "big")


def imported(jwk):
    """The key of a JWK: octets of a secret, or a public key; None for a key that this can't be."""
    match jwk.get("kty") if isinstance(jwk, dict) else None:
        case "oct":
            return base64url(jwk["k"].encode())
        case "RSA" if "n" in jwk and "e" in jwk:
            return rsa.RSAPublicNumbers(integer(jwk, "e"), integer(jwk, "n")).public_key()
        case "EC" if jwk.get("crv") in CURVES:
            curve = CURVES[jwk["crv"]]
            return ec.EllipticCurvePublicNumbers(integer(jwk, "x"), integer(jwk, "y"), curve).public_key()
        case "OKP" if jwk.get("crv") == "Ed25519":
            return ed25519.Ed25519PublicKey.from_public_bytes(base64url(jwk["x"].encode()))
        case "OKP" if jwk.get("crv") == "Ed448":
            return ed448.Ed448PublicKey.from_public_bytes(base64url(jwk["x"].encode()))
    return None


def verbatim(data):
    """A key as a file holds it: PEM, a certificate, DER, a JWK or a JWK Set; what is none of these is a secret."""
    text = data.strip()
    if text.startswith(b"{"):
        value = json_object(text)
        return [(imported(key), key) for key in value["keys"]] if "keys" in value else [(imported(value), value)]
    if b"-----BEGIN CERTIFICATE" in text:
        return [(x509.load_pem_x509_certificate(text).public_key(), {})]
    if b"-----BEGIN " in text:
        return [(serialization.load_pem_public_key(text), {})]
    if text.startswith(b"ssh-") or text.startswith(b"ecdsa-"):
        return [(serialization.load_ssh_public_key(text), {})]
    try:
        return [(serialization.load_der_public_key(data), {})]
    except ValueError:
        return [(data, {})]


def trusted(material):
    """The keys with what describes them. What is no key is left out of a set (RFC 7517 section 5)."""
    kind, value = material
    if kind in ("jwk", "jwks"):
        members = value["keys"] if kind == "jwks" else [value]
        return [(key, member) for member in members if (key := imported(member)) is not None]
    return verbatim(value if kind == "octets" else value.encode())


def holds(key, algorithm, message, signature):
    """Whether a signature holds; None where the key isn't one for the algorithm."""
    digest = HASHES.get(algorithm[2:5])
    if algorithm[:2] == "HS" and isinstance(key, bytes):
        return hmac.compare_digest(hmac.digest(key, message, f"sha{algorithm[2:]}"), signature)
    try:
        if algorithm[:2] == "RS" and isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, message, padding.PKCS1v15(), digest)
        elif algorithm[:2] == "PS" and isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, message, padding.PSS(padding.MGF1(digest), digest.digest_size), digest)
        elif algorithm in ECDSA and isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name == ECDSA[algorithm]:
            half = (key.curve.key_size + 7) // 8
            if len(signature) != 2 * half:
                return False
            r, s = (int.from_bytes(part, "big") for part in (signature[:half], signature[half:]))
            key.verify(utils.encode_dss_signature(r, s), message, ec.ECDSA(digest or hashes.SHA256()))
        elif algorithm in ("EdDSA", "Ed25519") and isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, message)
        elif algorithm in ("EdDSA", "Ed448") and isinstance(key, ed448.Ed448PublicKey):
            key.verify(signature, message)
        else:
            return None
    except InvalidSignature:
        return False
    return True


def signatures(token, detached):
    """The payload, and each signature with its header and the octets that it covers."""
    if not token.lstrip(b" \t\r\n").startswith(b"{"):
        segments = token.split(b".")
        if len(segments) != 3:
            raise Bad("not three segments")
        header = json_object(base64url(segments[0]))
        entries, middle = [(segments[0], header, segments[2])], segments[1] or None
    else:
        value = json_object(token)
        entries = []
        for entry in value.get("signatures", [value]):
            protected = entry.get("protected", "").encode()
            header = json_object(base64url(protected)) if protected else {}
            outer = entry.get("header", {})
            if header.keys() & outer.keys():
                raise Bad("a parameter is in both headers")
            entries.append((protected, header | outer, entry["signature"].encode()))
        middle = value["payload"].encode() if "payload" in value else None
    encoded = {header.get("b64", True) for _, header, _ in entries}
    if len(encoded) != 1:
        raise Bad("b64 differs")
    if detached is not None and middle is not None:
        raise Bad("a payload, and another apart")
    if encoded.pop():
        covered = middle if detached is None else base64.urlsafe_b64encode(detached).rstrip(b"=")
        covered = covered or b""
        payload = base64url(covered)
    else:
        payload = covered = (middle if detached is None else detached) or b""
    return payload, [(header, protected + b"." + covered, base64url(text)) for protected, header, text in entries]


def verify(vector):
    """The payload that the signatures cover; every signature that a trusted key is for has to hold."""
    payload, entries = signatures(vector.token, vector.detached)
    keys = trusted(vector.key)
    confirmed = 0
    for header, message, signature in entries:
        algorithm = header.get("alg")
        if vector.algorithms is not None and algorithm not in vector.algorithms:
            raise Bad(f"alg {algorithm} isn't allowed")
        if not set(header.get("crit", [])) <= {"b64"} | vector.understood:
            raise Bad("crit names what isn't understood")
        fitting = [key for key, jwk in keys if "kid" not in header or jwk.get("kid", header["kid"]) == header["kid"]]
        verdicts = [verdict for key in fitting if (verdict := holds(key, algorithm, message, signature)) is not None]
        if verdicts and not any(verdicts):
            raise Bad("a signature doesn't hold")
        confirmed += any(verdicts)
    if not confirmed:
        raise Bad("no signature that a trusted key is for")
    return payload
