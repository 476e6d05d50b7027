"""Verifies every accepted vector by implementations that share no code with the reference, and counts them.

The first is bare.py, on pyca/cryptography alone. The second is joserfc or jwcrypto, whichever takes the token's form.
None of them shares code with the reference. All of them do arithmetic with the OpenSSL that pyca/cryptography links and
brings along, which is another build and version than the one that the reference links: a flaw of OpenSSL's own is the one
thing that they'd have in common.
"""

import base64
import dataclasses
import json
import pathlib
import sys

import bare
import libraries
from corpus import accepted, octets

HERE = pathlib.Path(__file__).parent


def implied_payload(vector):
    """What the vector says is covered, where it doesn't give the payload."""
    if vector.payload is not None:
        return vector.payload
    segments = vector.token.split(b".")
    return octets(segments[1].decode()) if len(segments) == 3 else None


def by_bare(vector):
    try:
        return ("confirmed", bare.verify(vector))
    except bare.Bad as error:
        return ("bad", str(error))
    except Exception as error:
        return ("declined", f"{type(error).__name__}: {error}")


IMPLEMENTATIONS = {"pyca": by_bare, "joserfc": libraries.by_joserfc, "jwcrypto": libraries.by_jwcrypto}


def checked(vector, ask):
    """An implementation's answer; a payload that isn't the vector's is as bad as a signature."""
    answer, detail = ask(vector)
    if answer == "confirmed" and detail != implied_payload(vector):
        return ("bad", f"hands back {detail[:40]!r}")
    return (answer, detail)


def tampered(vector):
    """The same vector with a bit of its signature changed, where the token is compact."""
    segments = vector.token.split(b".")
    if len(segments) != 3 or vector.token.startswith(b"{"):
        return None
    signature = bytearray(octets(segments[2].decode()))
    signature[0] ^= 1
    segments[2] = base64.urlsafe_b64encode(signature).rstrip(b"=")
    return dataclasses.replace(vector, token=b".".join(segments))


def main(directory):
    explained = json.loads((HERE / "unconfirmed.json").read_bytes())["vectors"]
    by_count = {2: [], 1: [], 0: []}
    failures = []
    declined = {}
    answers = dict.fromkeys(IMPLEMENTATIONS, 0)
    controls = 0
    for vector in accepted(directory):
        verdicts = {name: checked(vector, ask) for name, ask in IMPLEMENTATIONS.items()}
        for name, (answer, detail) in verdicts.items():
            answers[name] += answer == "confirmed"
            # What is bad for one is looked at, not counted away.
            if answer == "bad":
                failures.append(f"{vector.id}: {name} says it's bad: {detail}")
        # An implementation that confirms anything would confirm nothing.
        if control := tampered(vector):
            controls += 1
            for name, ask in IMPLEMENTATIONS.items():
                if ask(control)[0] == "confirmed":
                    failures.append(f"{vector.id}: {name} takes another signature as well")
        library = any(verdicts[name][0] == "confirmed" for name in ("joserfc", "jwcrypto"))
        count = (verdicts["pyca"][0] == "confirmed") + library
        by_count[count].append(vector.id)
        declined[vector.id] = {name: detail for name, (answer, detail) in verdicts.items() if answer != "confirmed"}
        if count < 2 and vector.id not in explained:
            failures.append(f"{vector.id}: verified by {count}; {declined[vector.id]}")
        if count == 2 and vector.id in explained:
            failures.append(f"{vector.id} is explained and needn't be")
    unknown = explained.keys() - declined.keys()
    failures += [f"{name} is explained and isn't there" for name in sorted(unknown)]

    total = sum(map(len, by_count.values()))
    print(f"accepted vectors         {total:5}")
    for count, words in ((2, "verified by 2"), (1, "verified by 1"), (0, "verified by 0")):
        print(f"{words:24} {len(by_count[count]):5}")
        if count < 2:
            for name in by_count[count]:
                print(f"    {name}: {explained.get(name, 'not explained')}")
    for name, count in answers.items():
        print(f"{'confirmed by ' + name:24} {count:5}")
    print(f"{'altered, and refused':24} {controls:5}")
    for failure in failures:
        print(f"cross-check: {failure}", file=sys.stderr)
    return 1 if failures else 0


sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else HERE.parents[2] / "Vectors"))
