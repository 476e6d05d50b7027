"""Reads reports with parsers that aren't ours, strictly.

    check-reports.py FORMAT FILE

Prints what it counted; exits with 1 where the file isn't what it should be. The official schema of SARIF isn't in any
package that pip installs; its object model, which was generated from that schema, is, and knows every member.
"""

import base64
import csv
import html.parser
import json
import pathlib
import shutil
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


def tap(path):
    ended = subprocess.run(["perl", "-e", TAP, path], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def xml(path):
    if shutil.which("xmllint"):
        subprocess.run(["xmllint", "--noout", "--nonet", path], check=True)
    root = tree.parse(path).getroot()
    return f"{root.tag} {sum(1 for _ in root.iter())}"


def sarif(path):
    import attr
    import sarif_om

    # Which class a member's value is of, where it has one.
    kinds = {
        "runs": "Run", "tool": "Tool", "driver": "ToolComponent", "rules": "ReportingDescriptor",
        "shortDescription": "MultiformatMessageString", "fullDescription": "MultiformatMessageString",
        "automationDetails": "RunAutomationDetails", "invocations": "Invocation", "results": "Result",
        "message": "Message", "locations": "Location", "physicalLocation": "PhysicalLocation",
        "artifactLocation": "ArtifactLocation", "region": "Region", "logicalLocations": "LogicalLocation",
        "suppressions": "Suppression", "toolExecutionNotifications": "Notification",
    }  # fmt: skip
    levels = {"none", "note", "warning", "error"}

    def check(value, kind, where):
        fields = {field.metadata.get("schema_property_name", field.name): field for field in attr.fields(getattr(sarif_om, kind))}
        for name, field in fields.items():
            assert name in value or field.default is not attr.NOTHING, f"{where} has no {name}"
        for name, member in value.items():
            assert name in fields, f"{where} has a stranger: {name}"
            if name == "level":
                assert member in levels, member
            for number, element in enumerate(member if isinstance(member, list) else [member]):
                if name in kinds:
                    check(element, kinds[name], f"{where}.{name}[{number}]")

    log = json.loads(pathlib.Path(path).read_bytes())
    assert log["version"] == "2.1.0"
    check(log, "SarifLog", "log")
    results = 0
    for run in log["runs"]:
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        assert len(set(rules)) == len(rules)
        for result in run["results"]:
            results += 1
            assert "ruleIndex" not in result or rules[result["ruleIndex"]] == result["ruleId"]
            assert result["message"]["text"]
    return f"{len(log['runs'])} runs, {results} results"


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
        assert len(implementation["v"]) == len(implementation["a"]) == len(data["vectors"])
    return f"{len(data['implementations'])} implementations, {len(data['vectors'])} vectors, {len(text.encode())} octets"


def lines(path):
    return f"{sum(1 for line in pathlib.Path(path).read_bytes().splitlines() if json.loads(line))} events"


CHECKS = {
    "tap": tap, "junit": xml, "badge": xml, "sarif": sarif, "csv": table, "badge-json": badge, "html": page,
    "ndjson": lines,
}  # fmt: skip
print(CHECKS[sys.argv[1]](sys.argv[2]))
