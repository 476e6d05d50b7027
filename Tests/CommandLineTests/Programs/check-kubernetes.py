"""Holds a Kubernetes manifest against the structure of the API, as far as it uses it, and prints the command of its container.

The structure was written down from the API reference of batch/v1 and core/v1: a member that isn't in it is a mistake, or has to
be added with its type.
"""

import json
import sys

import jsonschema
import yaml


def thing(required, **members):
    return {"type": "object", "properties": members, "required": required, "additionalProperties": False}


def many(items):
    return {"type": "array", "items": items, "minItems": 1}


text = {"type": "string", "minLength": 1}
name = {"type": "string", "pattern": "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$"}
count = {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}
flag = {"type": "boolean"}
quantity = {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$"}
amounts = {"type": "object", "additionalProperties": quantity, "propertyNames": {"enum": ["cpu", "memory"]}}
container = thing(
    ["name", "image"],
    name=name,
    image=text,
    command=many(text),
    args=many(text),
    env=many(thing(["name", "value"], name={"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$"}, value={"type": "string"})),
    resources=thing([], requests=amounts, limits=amounts),
    securityContext=thing(
        [],
        allowPrivilegeEscalation=flag,
        readOnlyRootFilesystem=flag,
        capabilities=thing([], add=many(text), drop=many(text)),
    ),
    volumeMounts=many(thing(["name", "mountPath"], name=name, mountPath=text, readOnly=flag)),
)
pod = thing(
    ["containers", "restartPolicy"],
    # A Job takes no other; backoffLimitPerIndex no OnFailure either.
    restartPolicy={"const": "Never"},
    automountServiceAccountToken=flag,
    securityContext=thing([], runAsNonRoot=flag, runAsUser=count, runAsGroup=count, fsGroup=count),
    containers=many(container),
    volumes=many(thing(["name"], name=name, persistentVolumeClaim=thing(["claimName"], claimName=name, readOnly=flag))),
)
job = thing(
    ["apiVersion", "kind", "metadata", "spec"],
    apiVersion={"const": "batch/v1"},
    kind={"const": "Job"},
    metadata=thing(["name"], name=name, labels={"type": "object", "additionalProperties": {"type": "string"}}),
    spec=thing(
        ["template", "completionMode", "completions"],
        completionMode={"const": "Indexed"},
        completions={"type": "integer", "minimum": 1, "maximum": 100_000},
        parallelism=count,
        backoffLimit=count,
        backoffLimitPerIndex=count,
        maxFailedIndexes=count,
        template=thing(["spec"], metadata=thing([], labels={"type": "object"}), spec=pod),
    ),
)

[manifest] = yaml.safe_load_all(open(sys.argv[1]))
jsonschema.Draft202012Validator(job).validate(manifest)
for bad in ({"apiVersion": "v1"}, {"kind": "CronJob"}, {"spec": {}}, {"replicas": 3}):
    assert not jsonschema.Draft202012Validator(job).is_valid(manifest | bad), bad

spec = manifest["spec"]
[container] = spec["template"]["spec"]["containers"]
environment = {one["name"]: one["value"] for one in container["env"]}
assert environment["SHARDS"] == str(spec["completions"]), "there must be a completion for each shard"
volumes = {one["name"] for one in spec["template"]["spec"]["volumes"]}
assert {one["name"] for one in container["volumeMounts"]} == volumes
assert environment["RESULTS"] in {one["mountPath"] for one in container["volumeMounts"]}
print(json.dumps({"shards": spec["completions"], "command": container["command"]}))
