"""Parses JUnit XML from standard input, strictly, and prints suites with their counted cases."""

import sys
import xml.etree.ElementTree as tree

root = tree.fromstring(sys.stdin.buffer.read())
for suite in root.iter("testsuite"):
    cases = suite.findall("testcase")
    counted = {kind: sum(case.find(kind) is not None for case in cases) for kind in ("failure", "error", "skipped")}
    assert len(cases) == int(suite.get("tests"))
    assert counted["failure"] == int(suite.get("failures"))
    assert counted["error"] == int(suite.get("errors"))
    assert counted["skipped"] == int(suite.get("skipped"))
    assert all(float(case.get("time")) >= 0 for case in cases)
    print(suite.get("name"), len(cases), *counted.values())
