"""Renders the chart as `helm template` does, and finds objects in the result."""
import functools
import os
import pathlib
import subprocess

import yaml

HERE = pathlib.Path(__file__).parent
CHART = HERE.parent.parent / "helm" / "karto"
HELM = os.environ.get("HELM", "helm")
# The oldest that Chart.yaml allows, and a recent one.
KUBERNETES = ("1.30.14", "1.36.3")

PRODUCTION = ("common", "production")
# Every way of deploying that the tests know: a name, and files of values/ in the order of `helm -f`.
VALUE_SETS = {
    "demo": ("demo",),
    "files only": ("files-only",),
    "production": PRODUCTION,
    "staging": ("common", "staging"),
    "external secret": (*PRODUCTION, "external-secret"),
    "autoscaled": (*PRODUCTION, "autoscaled"),
    "ingress": (*PRODUCTION, "ingress"),
    "gateway": (*PRODUCTION, "gateway"),
    "monitored": (*PRODUCTION, "monitored"),
    "pod-monitored demo": ("demo", "pod-monitored"),
    "seeded": (*PRODUCTION, "seeded"),
    "seeded nightly": (*PRODUCTION, "seeded-nightly"),
    "own ConfigMap": ("own-configmap",),
    "everything else": (*PRODUCTION, "external-secret", "everything-else"),
    "all at once": (*PRODUCTION, "external-secret", "autoscaled", "ingress", "gateway", "monitored", "seeded", "everything-else"),
}


class Refused(Exception):
    """Helm refused to render; the text is its message."""


def arguments(files, sets, overlay):
    for name in files:
        yield from ("-f", str(HERE / "values" / f"{name}.yaml"))
    for value in sets:
        yield from ("--set", value)
    if overlay:
        yield from ("-f", "-")


@functools.lru_cache(maxsize=None)
def _helm(command, files, sets, overlay, kubernetes, chart=CHART):
    call = [HELM, *command, str(chart), "--kube-version", kubernetes, "--namespace", "maps", *arguments(files, sets, overlay)]
    done = subprocess.run(call, input=overlay, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refused(done.stderr + done.stdout)
    return done.stdout


def text(*files, sets=(), values=None, kubernetes=KUBERNETES[-1], chart=CHART):
    """The rendered manifests; `files` of values/, then `values` (a mapping), then `sets` (`a.b=c`)."""
    overlay = yaml.safe_dump(values) if values else None
    return _helm(("template", "karto"), files, tuple(sets), overlay, kubernetes, chart)


def lint(*files, kubernetes=KUBERNETES[-1]):
    return _helm(("lint", "--strict"), files, (), None, kubernetes)


def render(*files, **more):
    """As `text`, as a list of objects."""
    return [doc for doc in yaml.safe_load_all(text(*files, **more)) if doc]


def one(objects, kind, suffix=""):
    """The one object of this kind whose name ends so."""
    found = [o for o in objects if o["kind"] == kind and o["metadata"]["name"].endswith(suffix)]
    assert len(found) == 1, f"{len(found)} objects of kind {kind}, name …{suffix}"
    return found[0]


def kinds(objects):
    return {o["kind"] for o in objects}


def pods(objects):
    """(what it is, pod spec, pod labels) of everything that runs."""
    for o in objects:
        spec = o.get("spec") or {}
        if o["kind"] == "Pod":
            yield f"Pod {o['metadata']['name']}", spec, o["metadata"]["labels"]
        elif o["kind"] == "CronJob":
            template = spec["jobTemplate"]["spec"]["template"]
            yield f"CronJob {o['metadata']['name']}", template["spec"], template["metadata"]["labels"]
        elif "template" in spec and "spec" in spec["template"]:
            yield f"{o['kind']} {o['metadata']['name']}", spec["template"]["spec"], spec["template"]["metadata"]["labels"]


def hooks(obj):
    return set(filter(None, obj["metadata"].get("annotations", {}).get("helm.sh/hook", "").split(",")))


def weight(obj):
    return int(obj["metadata"]["annotations"]["helm.sh/hook-weight"])


def environment(container):
    return {e["name"]: e for e in container.get("env", [])}
