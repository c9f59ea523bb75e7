#!/usr/bin/env python3
"""Writes the JSON schemas that the manifests are validated against: Kubernetes' own and those of the custom
resources, out of the Go modules that define them.

    schemas.py FOLDER        fills FOLDER/<Kubernetes version>/<group>/<kind>_<version>.json, unless it is filled, and
                             FOLDER/crds with the definitions of the custom resources as they are
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import yaml

from kit import KUBERNETES

CUSTOM = {
    "sigs.k8s.io/gateway-api@v1.4.0": ["config/crd/standard/gateway.networking.k8s.io_httproutes.yaml"],
    "github.com/prometheus-operator/prometheus-operator@v0.85.0": [
        f"example/prometheus-operator-crd/monitoring.coreos.com_{kind}.yaml" for kind in ("servicemonitors", "podmonitors", "prometheusrules")
    ],
    "github.com/external-secrets/external-secrets@v1.3.2": ["config/crds/bases/external-secrets.io_externalsecrets.yaml"],
}


def module(name, cache):
    """The folder of a Go module."""
    environment = {**os.environ, "GOMODCACHE": cache, "GOFLAGS": "-modcacherw"}
    done = subprocess.run(["go", "mod", "download", "-json", name], capture_output=True, text=True, env=environment, cwd=cache, check=False)
    answer = json.loads(done.stdout or "{}")
    if "Dir" not in answer:
        sys.exit(f"schemas: cannot get the Go module {name}: {answer.get('Error') or done.stderr}")
    return pathlib.Path(answer["Dir"])


def strict(node):
    """A schema in which a misspelt key is an error, as `kubectl --validate=strict` has it."""
    if isinstance(node, list):
        return [strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("x-kubernetes-int-or-string") or node.get("format") == "int-or-string":
        return {"anyOf": [{"type": "integer"}, {"type": "string"}]}
    out = {
        key: {name: strict(schema) for name, schema in value.items()} if key == "properties" else strict(value)
        for key, value in node.items()
        if key != "format" and not key.startswith("x-kubernetes-")
    }
    free = node.get("x-kubernetes-preserve-unknown-fields") or "additionalProperties" in node
    if isinstance(node.get("properties"), dict) and not free:
        out["additionalProperties"] = False
    return out


def write(folder, group, kind, version, schema):
    # kubeconform uses "v1" as the group of kinds without one.
    path = folder / (group or version) / f"{kind.lower()}_{version}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(schema))


def references(node):
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].rsplit("/", 1)[-1]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for item in node:
            yield from references(item)


def closure(name, definitions):
    """The definitions that `name` needs."""
    todo, done = [name], {}
    while todo:
        current = todo.pop()
        if current not in done:
            done[current] = definitions[current]
            todo += references(definitions[current])
    return done


def of_kubernetes(swagger, folder):
    whole = json.loads(swagger.read_text())["definitions"]
    definitions = {name: strict(schema) for name, schema in whole.items()}
    # A quantity may be written as a number.
    definitions["io.k8s.apimachinery.pkg.api.resource.Quantity"] = {"anyOf": [{"type": "string"}, {"type": "number"}]}
    for name, schema in whole.items():
        for gvk in schema.get("x-kubernetes-group-version-kind", []):
            if gvk["version"] in ("v1", "v2"):
                alone = {"$schema": "http://json-schema.org/draft-07/schema#", "definitions": closure(name, definitions), "$ref": f"#/definitions/{name}"}
                write(folder, gvk["group"], gvk["kind"], gvk["version"], alone)


def of_custom_resource(path, folder):
    spec = yaml.safe_load(path.read_text())["spec"]
    for version in spec["versions"]:
        schema = strict(version["schema"]["openAPIV3Schema"])
        schema["properties"]["metadata"] = {"type": "object"}
        write(folder, spec["group"], spec["names"]["kind"], version["name"], schema)


def main(target):
    missing = [v for v in KUBERNETES if not (target / v / ".complete").exists()]
    crds = target / "crds"
    if not missing and crds.exists():
        return
    # Half a gigabyte of modules for a few megabytes of schemas: not kept.
    with tempfile.TemporaryDirectory() as cache:
        files = [module(name, cache) / path for name, paths in CUSTOM.items() for path in paths]
        crds.mkdir(parents=True, exist_ok=True)
        for file in files:
            shutil.copy(file, crds)
        for version in missing:
            folder = target / version
            of_kubernetes(module(f"k8s.io/kubernetes@v{version}", cache) / "api/openapi-spec/swagger.json", folder)
            for file in files:
                of_custom_resource(file, folder)
            (folder / ".complete").touch()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
