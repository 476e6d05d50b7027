"""Judges documents by the schemas of the corpus, with a validator that isn't ours.

    judge-schemas.py SCHEMAS VERDICTS FILE...

Each FILE is called KIND.json, or KIND.lines with a document a line. Each document is judged as it is and with something
changed, at a place and in a way that a random number with a fixed seed chooses. VERDICTS gets a line for each: the name
of the schema, the document, and whether it's valid.
"""

import copy
import json
import pathlib
import random
import sys

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

CHANGES = 60
STRANGERS = [None, True, False, 0, -1, 1, 7, 1.5, 2.0, "", "x", "accept", "RFC7515", "a/b", [], [1, 1], {}, {"x": 1}]

folder, verdicts, files = pathlib.Path(sys.argv[1]), sys.argv[2], [pathlib.Path(name) for name in sys.argv[3:]]
documents = {path.name: json.loads(path.read_bytes()) for path in folder.glob("*.json")}
registry = Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in documents.items())
chance = random.Random(20260101)


def places(value, place=()):
    yield place
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in children:
        yield from places(child, (*place, step))


def shortened(value):
    """The value without the most of long lists: a change is as telling among a few elements as among hundreds."""
    if isinstance(value, dict):
        return {name: shortened(member) for name, member in value.items()}
    return [shortened(element) for element in value[:6]] if isinstance(value, list) else value


def changed(document):
    document = copy.deepcopy(document)
    place = chance.choice(list(places(document)))
    if not place:
        return chance.choice(STRANGERS)
    target = document
    for step in place[:-1]:
        target = target[step]
    match chance.randrange(4):
        case 0:
            del target[place[-1]]
        case 1 if isinstance(target, dict):
            target["stranger"] = chance.choice(STRANGERS)
        case 1:
            target.append(target[place[-1]])
        case 2 if isinstance(target, dict):
            # A member from elsewhere in the document: known, and in the wrong place.
            names = [step[-1] for step in places(document) if step and isinstance(step[-1], str)]
            target[chance.choice(names)] = chance.choice(STRANGERS)
        case _:
            target[place[-1]] = chance.choice(STRANGERS)
    return document


with open(verdicts, "w") as output:
    for path in files:
        kind = path.name.split(".")[0]
        validator = Draft202012Validator({"$ref": f"{kind}.schema.json"}, registry=registry)
        text = path.read_bytes()
        for part in text.splitlines() if path.suffix == ".lines" else [text]:
            document = shortened(json.loads(part))
            for candidate in [document] + [changed(document) for _ in range(CHANGES)]:
                verdict = {"schema": kind, "document": candidate, "isValid": validator.is_valid(candidate)}
                output.write(json.dumps(verdict) + "\n")
