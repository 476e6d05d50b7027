"""Reads reports with parsers that aren't ours, strictly.

    check-reports.py FORMAT FILE

Prints what it counted; exits with 1 where the file isn't what it should be. The schemas that others have published are
those that scripts/setup fetched beside this Python's environment.
"""

import base64
import csv
import html.parser
import json
import pathlib
import subprocess
import sys
import typing
import xml.etree.ElementTree as tree
import zlib

TAP = r"""
use TAP::Parser;
open my $file, "<:encoding(UTF-8)", $ARGV[0] or die; local $/; my $tap = <$file>;
# Version 14 is read by whoever reads 13; this consumer may know no later one.
$tap =~ s/^TAP version 14\n/TAP version 13\n/ or die "no version";
my $parser = TAP::Parser->new({ tap => $tap });
while (my $result = $parser->next) { die "unknown: " . $result->as_string if $result->is_unknown }
die join "; ", $parser->parse_errors if $parser->parse_errors;
printf "%d tests, %d failed, %d todo, %d skipped\n", $parser->tests_run, scalar($parser->failed),
    scalar($parser->todo), scalar($parser->skipped);
"""


PUBLISHED = pathlib.Path(sys.prefix, "published")


def tap(path):
    from tap.parser import Parser

    ended = subprocess.run(["perl", "-e", TAP, path], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    # The second consumer takes the file untouched, with its blocks of YAML.
    counted = dict.fromkeys(("ok", "failed", "todo", "skipped", "blocks"), 0)
    for line in Parser().parse_file(path):
        assert line.category in {"version", "plan", "test", "diagnostic", "bail"}, str(line)
        if line.category == "test":
            counted["ok" if line.ok else "failed"] += not line.todo
            counted["todo"] += line.todo
            counted["skipped"] += line.skip
            assert line.ok == (line.yaml_block is None), str(line)
            if line.yaml_block:
                counted["blocks"] += 1
                assert line.yaml_block["message"] and line.yaml_block["verdict"], line.yaml_block
    tests = counted["ok"] + counted["failed"] + counted["todo"]
    words = f"{tests} tests, {counted['failed']} failed, {counted['todo']} todo, {counted['skipped']} skipped"
    assert ended.stdout.strip() == words, (ended.stdout, words)
    return words


def xml(path):
    subprocess.run(["xmllint", "--noout", "--nonet", path], check=True)
    root = tree.parse(path).getroot()
    return f"{root.tag} {sum(1 for _ in root.iter())}"


def junit(path):
    schema = PUBLISHED / "junit-10.xsd"
    subprocess.run(["xmllint", "--noout", "--nonet", "--huge", "--schema", schema, path], check=True)
    cases = 0
    for suite in tree.parse(path).getroot():
        elements = suite.findall("testcase")
        cases += len(elements)
        assert len(elements) == int(suite.get("tests"))
        for member, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert sum(case.find(kind) is not None for case in elements) == int(suite.get(member)), member
    return f"{cases} cases"


def sarif(path):
    import jsonschema

    schema = json.loads((PUBLISHED / "sarif-2.1.0.json").read_bytes())
    validator = jsonschema.validators.validator_for(schema)
    log = json.loads(pathlib.Path(path).read_bytes())
    for error in validator(schema, format_checker=validator.FORMAT_CHECKER).iter_errors(log):
        raise AssertionError(f"{error.json_path}: {error.message[:300]}")
    results = sum(len(run["results"]) for run in log["runs"])
    code_scanning(log)
    return f"{len(log['runs'])} runs, {results} results"


def code_scanning(log):
    """What GitHub's code scanning needs beyond the schema, and its limits."""
    assert len(log["runs"]) <= 20
    categories = [run["automationDetails"]["id"] for run in log["runs"]]
    assert len(set(categories)) == len(categories), categories
    for run in log["runs"]:
        rules = run["tool"]["driver"]["rules"]
        ids = [rule["id"] for rule in rules]
        assert len(set(ids)) == len(ids) <= 25_000
        for rule in rules:
            assert 0 < len(rule["shortDescription"]["text"]) <= 1024 and 0 < len(rule["fullDescription"]["text"]) <= 1024
            assert rule["help"]["text"] and len(rule["properties"]["tags"]) <= 20
        assert len(run["results"]) <= 25_000
        marks = set()
        for result in run["results"]:
            assert ids[result["ruleIndex"]] == result["ruleId"]
            assert result["message"]["text"]
            place = result["locations"][0]["physicalLocation"]
            assert place["artifactLocation"]["uri"] and place["region"]["startLine"]
            marks.add((result["ruleId"], result["partialFingerprints"]["primaryLocationLineHash"]))
        assert len(marks) == len(run["results"]), "alerts that can't be told apart"


def table(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file, strict=True))
    assert len({len(row) for row in rows}) == 1
    return f"{len(rows)} rows of {len(rows[0])}"


def badge(path):
    document = json.loads(pathlib.Path(path).read_bytes())
    assert document.keys() == {"schemaVersion", "label", "message", "color"} and document["schemaVersion"] == 1
    return document["message"]


class Page(html.parser.HTMLParser):
    """Elements that have to be closed are, in their order."""

    void: typing.ClassVar = {"meta", "link", "br", "input", "img", "hr"}

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.addresses, self.data = [], [], [], ""

    def handle_starttag(self, tag, attributes):
        if tag not in self.void:
            self.open.append(tag)
        names = [name for name, _ in attributes]
        assert len(set(names)) == len(names), attributes
        assert not any(name.startswith("on") for name in names), attributes
        self.ids += [value for name, value in attributes if name == "id"]
        self.addresses += [value for name, value in attributes if name == "href"]
        assert tag not in {"iframe", "object", "embed"} and "src" not in names

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, (tag, self.getpos())

    def handle_data(self, data):
        if self.open and self.open[-1] == "script" and not self.data:
            self.data = data


def page(path):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    parser = Page()
    parser.feed(text)
    parser.close()
    assert not parser.open, parser.open
    assert len(set(parser.ids)) == len(parser.ids)
    for address in parser.addresses:
        assert address.startswith(("#", "https://", "data:,")), address
    data = json.loads(zlib.decompress(base64.b64decode(parser.data, validate=True), wbits=-15))
    for implementation in data["implementations"]:
        assert len(implementation["verdicts"]) == len(implementation["answers"]) == len(data["vectors"])
    return f"{len(data['implementations'])} implementations, {len(data['vectors'])} vectors, {len(text.encode())} octets"


def lines(path):
    return f"{sum(1 for line in pathlib.Path(path).read_bytes().splitlines() if json.loads(line))} events"


CHECKS = {
    "tap": tap, "junit": junit, "badge": xml, "sarif": sarif, "csv": table, "badge-json": badge, "html": page,
    "ndjson": lines,
}  # fmt: skip
print(CHECKS[sys.argv[1]](sys.argv[2]))
