"""Where in a request the token stands, and which octets can stand there."""

import re
import urllib.parse

# What a field's value may hold (RFC 9110 section 5.5), obsolete text included.
FIELD_VALUE = re.compile(rb"[\t \x21-\x7e\x80-\xff]*")
# What a cookie's value may hold (RFC 6265 section 4.1.1).
COOKIE_VALUE = re.compile(rb"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*")
# A name of a field or a scheme (RFC 9110 section 5.6.2).
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


class Header:
    """A header, with a scheme before the token or without one."""

    kind = "header"

    def __init__(self, name, scheme=None):
        self.name, self.scheme, self.field = name, scheme, name.lower()

    @staticmethod
    def is_name(text):
        return TOKEN.fullmatch(text) is not None

    def can_hold(self, token):
        """White space at either end isn't part of a value, and before it belongs to the scheme."""
        return FIELD_VALUE.fullmatch(token) is not None and token.strip(b" \t") == token

    def place(self, target, token):
        value = f"{self.scheme} ".encode() + token if self.scheme else token
        return target, ((self.name, value.rstrip(b" ")),)


class Cookie:
    """A cookie."""

    kind, field = "cookie", "cookie"

    def __init__(self, name):
        self.name = name

    def can_hold(self, token):
        return COOKIE_VALUE.fullmatch(token) is not None

    def place(self, target, token):
        return target, (("Cookie", f"{self.name}=".encode() + token),)


class Query:
    """A parameter of the query, percent-encoded: any octet can stand there."""

    kind, field = "query", None

    def __init__(self, name):
        self.name = name

    def can_hold(self, token):
        return True

    def place(self, target, token):
        parameter = f"{urllib.parse.quote(self.name, safe='')}={urllib.parse.quote(token, safe='')}"
        return f"{target}{'&' if '?' in target else '?'}{parameter}", ()
