"""Holds JSON files against the schemas of the corpus, with a validator that isn't ours.

    check-schemas.py SCHEMAS corpus FOLDER        every file of a corpus, and that unknown members are refused in it
    check-schemas.py SCHEMAS NAME FILE...         JSON files against NAME.schema.json
    check-schemas.py SCHEMAS NAME --lines FILE... every line of the files

Prints how many documents were held against a schema, and exits with 1 where one doesn't follow it.
"""

import copy
import json
import pathlib
import sys

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

KINDS = {
    "jwt-assay/attack-classes/1": "attack-classes",
    "jwt-assay/controls/1": "controls",
    "jwt-assay/errata/1": "errata",
    "jwt-assay/vectors/1": "vectors",
    "jwt-assay/carriers/1": "carriers",
    "jwt-assay/sign-vectors/1": "sign-vectors",
    "jwt-assay/keys/1": "keys",
    "jwt-assay/key-scenarios/1": "key-scenarios",
    "jwt-assay/requirements/1": "requirements",
    "jwt-assay/retired/1": "retired",
}


def once(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError(f"a member stands twice among {[name for name, _ in pairs]}")
    return members


def read(text):
    return json.loads(text, object_pairs_hook=once)


class Schemas:
    def __init__(self, folder):
        documents = {path.name: read(path.read_bytes()) for path in sorted(pathlib.Path(folder).glob("*.json"))}
        for name, document in documents.items():
            Draft202012Validator.check_schema(document)
            for member in ("$schema", "title", "description"):
                if not document.get(member):
                    sys.exit(f"{name} has no {member}")
            undescribed(document, name)
        self.registry = Registry().with_resources(
            (name, Resource.from_contents(document)) for name, document in documents.items()
        )

    def errors(self, name, document):
        validator = Draft202012Validator({"$ref": f"{name}.schema.json"}, registry=self.registry)
        return [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(document)]


def undescribed(schema, where):
    """Every member says what it is, here or where it refers to."""
    if isinstance(schema, list):
        for element in schema:
            undescribed(element, where)
    if not isinstance(schema, dict):
        return
    for name, member in schema.get("properties", {}).items():
        # Inside if, then and oneOf a member is narrowed by a const, not introduced.
        if isinstance(member, dict) and not {"description", "$ref", "const"} & member.keys():
            sys.exit(f"{where}: the member {name} has no description")
    for key, value in schema.items():
        undescribed(value, f"{where} {key}" if len(where) < 80 else where)


def strangers(document):
    """The document with a member too many, at each place that a corpus file has."""
    places = [[]]
    if "groups" in document:
        places += [["groups", 0], ["groups", 0, "key"], ["groups", 0, "tests", 0]]
        places += [["groups", 0, "policy"]] if "policy" in document["groups"][0] else []
    if "scenarios" in document:
        places += [["scenarios", 0, "steps", 0], ["scenarios", 0, "steps", 0, "token"]]
    for list_name in ("requirements", "controls", "classes", "scenarios"):
        if list_name in document:
            places += [[list_name, 0]]
    if "keys" in document:
        places += [["keys", 0], ["keys", 0, "verification"]]
    for place in places:
        changed = copy.deepcopy(document)
        target = changed
        for step in place:
            target = target[step]
        target["stranger"] = 1
        yield place, changed


def corpus(schemas, folder):
    root = pathlib.Path(folder)
    count, wrong = 0, []
    for path in sorted(root.rglob("*.json")):
        if path.parent.name == "schema":
            continue
        document = read(path.read_bytes())
        kind = KINDS[document["schema"]]
        count += 1
        errors = [f"{path.relative_to(root)} {error}" for error in schemas.errors(kind, document)]
        wrong += errors
        for place, changed in [] if errors else strangers(document):
            if not schemas.errors(kind, changed):
                wrong.append(f"{path.relative_to(root)} may have any member at {place}")
    return count, wrong


def files(schemas, name, arguments):
    by_line = arguments[0] == "--lines"
    count, wrong = 0, []
    for path in arguments[1:] if by_line else arguments:
        text = pathlib.Path(path).read_bytes()
        for number, part in enumerate(text.splitlines() if by_line else [text], 1):
            count += 1
            wrong += [f"{path}:{number} {error}" for error in schemas.errors(name, read(part))]
    return count, wrong


schemas = Schemas(sys.argv[1])
name = sys.argv[2]
count, wrong = corpus(schemas, sys.argv[3]) if name == "corpus" else files(schemas, name, sys.argv[3:])
for line in wrong[:20]:
    print(line, file=sys.stderr)
print(count)
sys.exit(1 if wrong or not count else 0)
