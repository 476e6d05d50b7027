"""scitokens-cpp behind adapter protocol 1: scitoken_deserialize with the issuers that are allowed, called through ctypes."""

import ctypes
import os
import sys
from pathlib import Path

sys.path += [str(Path(__file__).parents[1] / "common/python")]
from keys import serve_keys  # noqa: E402

AUTHORITIES = b"/etc/ssl/certs/ca-certificates.crt"
NEW_NAMESPACE, BIND, PRIVATE = 0x20000, 0x1000, 0x40000 | 0x4000

LIBRARY = ctypes.CDLL("libSciTokens.so.0")
LIBC = ctypes.CDLL(None, use_errno=True)
TEXTS = ctypes.POINTER(ctypes.c_char_p)
LIBRARY.scitoken_deserialize.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_void_p), TEXTS, TEXTS]
LIBRARY.scitoken_destroy.argtypes = [ctypes.c_void_p]


class Rejected(Exception):
    """What the library says."""


def trust(ca_file):
    """The library reads the system's authorities and nothing else: this process sees another file in their place."""
    calls = [
        LIBC.unshare(NEW_NAMESPACE), LIBC.mount(b"none", b"/", None, PRIVATE, None),
        LIBC.mount(ca_file.encode(), AUTHORITIES, None, BIND, None),
    ]  # fmt: skip
    if any(calls):
        raise OSError(ctypes.get_errno(), "the authority can't be put in place; that takes root")


def client(source):
    if not os.environ.get("TRUSTED"):
        trust(source.ca_file)
        os.environ["TRUSTED"] = "yes"
    issuers = (ctypes.c_char_p * 2)(source.issuer.encode(), None)

    def verify(token):
        made, message = ctypes.c_void_p(), ctypes.c_char_p()
        if LIBRARY.scitoken_deserialize(token.encode(), ctypes.byref(made), issuers, ctypes.byref(message)):
            raise Rejected((message.value or b"").decode(errors="replace"))
        LIBRARY.scitoken_destroy(made)

    return verify


serve_keys(
    {"name": "scitokens-cpp", "version": os.environ["JWT_ASSAY_VERSION"],
     "language": "C++", "homepage": "https://github.com/scitokens/scitokens-cpp"},
    {"keys": ["discovery"]}, client, [Rejected],
)  # fmt: skip
