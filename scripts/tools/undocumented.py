"""Names the public symbols of symbol graphs that have no documentation of their own; ends with 1 where there is one."""

import json
import sys

# What a compiler adds, or what a protocol already says.
SAID_ELSEWHERE = {
    "hash(into:)", "hashValue", "init(from:)", "encode(to:)", "init(rawValue:)", "rawValue", "init(stringValue:)",
    "init(intValue:)", "stringValue", "intValue", "==(_:_:)", "!=(_:_:)",
}  # fmt: skip

# Members of JSON have the documentation of the properties that they're of; a check says what it demands as `summary`.
SAID_BY_THE_TYPE = {"CodingKeys", "Check"}

undocumented = []
for path in sys.argv[1:]:
    graph = json.load(open(path))
    for symbol in graph["symbols"]:
        names = symbol["pathComponents"]
        is_case = symbol["kind"]["identifier"] == "swift.enum.case"
        if "docComment" in symbol or names[-1] in SAID_ELSEWHERE:
            continue
        if is_case and names[-2] in SAID_BY_THE_TYPE:
            continue
        undocumented.append(".".join([graph["module"]["name"], *names]))
for name in undocumented:
    print(f"{name} has no documentation", file=sys.stderr)
sys.exit(bool(undocumented))
