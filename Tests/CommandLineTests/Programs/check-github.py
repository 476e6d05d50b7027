"""Holds the files of a .github folder against the published schemas, and has each step's commands read by a shell."""

import pathlib
import subprocess
import sys

import yaml

checker = pathlib.Path(sys.prefix, "bin", "check-jsonschema")
folder = pathlib.Path(sys.argv[1])
kinds = {
    "workflows/*.yml": "github-workflows",
    "actions/*/action.yml": "github-actions",
    "ISSUE_TEMPLATE/[!c]*.yml": "github-issue-forms",
    "ISSUE_TEMPLATE/config.yml": "github-issue-config",
}
for pattern, schema in kinds.items():
    files = sorted(folder.glob(pattern))
    assert files, pattern
    subprocess.run([checker, "--builtin-schema", f"vendor.{schema}", *files], check=True)
for file in folder.glob("workflows/*.yml"):
    workflow = yaml.safe_load(file.read_text())
    assert workflow["permissions"] == {"contents": "read"}, f"{file}: a job asks for more where it needs it"
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"], file
        for step in job["steps"]:
            if "run" in step:
                subprocess.run(["bash", "-n", "-c", step["run"]], check=True)
