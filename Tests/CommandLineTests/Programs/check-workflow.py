"""Holds a GitHub workflow against the published schema of workflows, and has each step's commands read by a shell."""

import pathlib
import subprocess
import sys

import yaml

checker = pathlib.Path(sys.prefix, "bin", "check-jsonschema")
subprocess.run([checker, "--builtin-schema", "vendor.github-workflows", sys.argv[1]], check=True)
workflow = yaml.safe_load(open(sys.argv[1]))
assert workflow[True], "`on` is missing; YAML 1.1 takes it for a boolean"
for job in workflow["jobs"].values():
    assert job["runs-on"] and job["timeout-minutes"]
    for step in job["steps"]:
        assert ("run" in step) != ("uses" in step), step
        if "run" in step:
            subprocess.run(["sh", "-n", "-c", step["run"]], check=True)
runs = [step["run"] for step in job["steps"] if "ci.sh" in step.get("run", "")]
assert len(runs) == 1 and all(option in runs[0] for option in ("--suite", "--adapter", "--baseline", "--results")), runs
