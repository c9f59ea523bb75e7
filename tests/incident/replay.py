#!/usr/bin/env python3
"""2023-01-30, replayed: the day Wikimedia's maps were down for 45 minutes, with karto's binary, chart and /?spec.

    replay.py --binary target/debug/karto --helm helm                          without a cluster: hooks and rollouts are played
    replay.py --binary target/debug/karto --helm helm --control-plane FOLDER   against a real Kubernetes API server

Clients request maps from the first step to the last; one failed request fails the replay. Its output is its log.
"""
import argparse
import contextlib
import pathlib
import re
import sys
import tempfile
import time

import yaml

import monitor
from load import Load
from paper import Paper, Refused, rendered
from pods import PUBLIC, ROOT, Image, Pod, can_change_root, until

HERE = pathlib.Path(__file__).resolve().parent
CHART = ROOT / "helm/karto"
COMMON, PRODUCTION = HERE / "values/common.yaml", HERE / "values/production.yaml"
TEGOLAS = ("127.76.0.1", "127.76.0.2")
# What clients request all the time: vector tiles, images, descriptions.
URLS = [
    "/osm-pbf/0/0/0.pbf", "/osm-intl/info.json", "/osm-pbf/1/1/0.pbf", "/osm-intl/1/0/0.png", "/osm-pbf/3/4/2.pbf", "/osm-intl/2/2/1@2x.png?lang=fr",
    "/osm-intl/1/1/0.jpeg", "/osm-pbf/2/2/1.pbf", "/", "/osm-intl/3/4/2.png?lang=de",
]
# What the engine of 2023 made of `uri: <%= tegola_secondary_uri %>` without the environment's values, and what it had been given.
LINE, NOTHING, TEMPLATE = "uri: { env(TEGOLA_SECONDARY_URI) }", "uri: ", "uri: <%= tegola_secondary_uri %>"
STARTED = time.monotonic()


def say(text, mark=" "):
    for n, line in enumerate(str(text).rstrip().splitlines() or [""]):
        print(f"{time.monotonic() - STARTED:7.1f} s {mark if n == 0 else ' '} {line}", flush=True)


def quote(text, keep=12):
    """The important lines of what an operator sees."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    left = len(lines) - keep
    # The end is helm's own message.
    shown = lines if left <= 0 else [*lines[: keep - 1], f"… {left} more lines", lines[-1]]
    say("\n".join(f"    | {line}" for line in shown))


class Replay:
    def __init__(self, world, clients):
        self.world, self.clients = world, clients

    def chapter(self, title):
        print()
        say(title, "#")

    def nothing_failed(self):
        """Waits for more requests, so that the last action has had its effect on clients."""
        self.clients.wait(40)
        if self.clients.failed:
            raise AssertionError("clients saw failures:\n  " + "\n  ".join(self.clients.failed[:10]))
        say(f"clients: {self.clients.total()} requests so far, 0 failed", "✓")

    def refused(self, layer, expected, *arguments, **more):
        before = self.world.endpoints()
        try:
            self.world.upgrade(*arguments, **more)
        except Refused as refusal:
            said = str(refusal)
        else:
            raise AssertionError(f"{layer} let it pass")
        for part in expected:
            if not re.search(part, said):
                raise AssertionError(f"{layer} does not say {part!r}:\n{said}")
        say(f"refused by {layer}", "✓")
        quote("\n".join(line for line in said.splitlines() if not line.startswith("Use --debug")))
        if self.world.endpoints() != before:
            raise AssertionError(f"pods changed: {before} became {self.world.endpoints()}")
        say("the same pods serve as before", "✓")
        self.nothing_failed()


def files_with(text, replacement):
    """common.yaml with a line of sources.yaml replaced, as a file of values."""
    values = yaml.safe_load(COMMON.read_text())
    sources = values["config"]["files"]["sources.yaml"]
    assert text in sources, text
    values["config"]["files"]["sources.yaml"] = sources.replace(text, replacement)
    return yaml.safe_dump(values, default_style="|" if False else None, width=1000)


def line_of(text, needle):
    return 1 + next(n for n, line in enumerate(text.splitlines()) if needle in line)


def cold(image, helm, folder, values):
    """One pod as the chart describes it, started for the monitor alone: its caches are empty."""
    arguments = [argument for file in values for argument in ("-f", str(file))]
    objects = rendered(helm, CHART, *arguments)
    container = next(o for o in objects if o["kind"] == "Deployment")["spec"]["template"]["spec"]["containers"][0]
    files = next(o for o in objects if o["kind"] == "ConfigMap")["data"]
    pod = Pod(image, "cold", "127.76.0.9", folder).start(container, {e["name"]: e["value"] for e in container["env"]}, files)
    until("the cold pod is ready", lambda: pod.exit_code() is not None or pod.probe("/ready", 5))
    if pod.exit_code() is not None:
        raise AssertionError(pod.output())
    return pod


def seeded(image, helm, folder, values, address):
    """What the Job that seeds prints when its container is run against one pod."""
    arguments = [argument for file in values for argument in ("-f", str(file))]
    objects = rendered(helm, CHART, *arguments, "--set", "seed.enabled=true", "--set", "seed.args={--source=osm-pbf,--zooms=0-3}")
    container = next(o for o in objects if o["kind"] == "Job" and "-seed-" in o["metadata"]["name"])["spec"]["template"]["spec"]["containers"][0]
    pod = Pod(image, "seed", "127.76.0.8", folder).start(container, {}, None, address)
    if pod.wait(60):
        raise AssertionError(pod.output())
    return pod.output()


def watched(address, what):
    """One round of the monitor: every probe must pass in time, and none may request a literal or dropped token."""
    done, seconds = monitor.check(address, PUBLIC)
    for probe in done:
        if probe.problem or probe.seconds > monitor.EACH:
            raise AssertionError(f"{probe.title}: GET {probe.url}: {probe.problem or f'{probe.seconds:.1f} s'}")
        if probe.dropped or re.search(r"[{}]|%7B|%7D", probe.url):
            raise AssertionError(f"{probe.title} asks for {probe.url}: no value for {probe.dropped}")
    if seconds > monitor.ALL:
        raise AssertionError(f"the monitor needed {seconds:.1f} s, it has {monitor.ALL:.0f}")
    binary = [p for p in done if re.match(r"image/|application/(x-protobuf|octet-stream|vnd)", p.kind)]
    if not binary:
        raise AssertionError("no picture and no vector tile was asked for")
    tokens = {t for p in done for t in re.findall(r"\{[/+]?(\w+)\}", p.path)}
    say(f"{what}: {len(done)} probes, {len(binary)} of them pictures and vector tiles, all pass in {seconds:.1f} s (5 s each, 8 s in all)", "✓")
    say(f"every token was filled ({', '.join(sorted(tokens))}); no URL holds a brace. For instance:", "✓")
    for probe in sorted(binary, key=lambda p: -p.seconds)[:3]:
        say(f"    | {probe.path}  →  {probe.url}  {probe.kind}, {probe.size} B, {probe.seconds:.2f} s")


def story(world, image, helm, folder, clients):
    replay = Replay(world, clients)
    production = ("-f", str(COMMON), "-f", str(PRODUCTION))
    sources = yaml.safe_load(COMMON.read_text())["config"]["files"]["sources.yaml"]
    place = rf"sources\.yaml.{{0,9}}\b{line_of(sources, LINE)}\b"
    written = {}
    for name, text in {
        "next": files_with("maxzoom: 19\n    uri: style", "maxzoom: 18\n    uri: style") if "maxzoom: 19\n    uri: style" in sources else files_with("scales: [1.3, 1.5, 2, 2.6, 3]", "scales: [1.3, 1.5, 2]"),
        "nothing": files_with(LINE, NOTHING), "template": files_with(LINE, TEMPLATE),
    }.items():
        written[name] = pathlib.Path(folder) / f"{name}.yaml"
        written[name].write_text(text)

    replay.chapter("12:25  The upgrade is deployed. It works.")
    world.upgrade("-f", str(written["next"]), "-f", str(PRODUCTION))
    say("helm upgrade succeeded; new pods are ready, old ones were drained and ended with 0", "✓")
    replay.nothing_failed()

    replay.chapter("12:27  The monitor. In 2023 it asked for /{src}/{z}/{x}/{y}.{format}, braces and all, and raised the alarm.")
    with contextlib.closing(closing(cold(image, helm, folder, [written["next"], PRODUCTION]))) as pod:
        watched(pod.address, "a pod that has just started")
    for address, _ in world.endpoints():
        watched(address, f"pod {address}, under load")
    say("helm test karto                                              # karto probe, in a pod of its own", "$")
    quote(world.test().split("POD LOGS")[-1], keep=24)
    say("the container of the Job karto-seed                          # karto seed, asking one pod", "$")
    quote(seeded(image, helm, folder, [written["next"], PRODUCTION], world.endpoints()[0][0]))
    replay.nothing_failed()

    replay.chapter("12:46  The rollback, rendered without the environment's values. In 2023 the maps went dark here.")
    say("helm upgrade -f common.yaml                                  # -f production.yaml is forgotten", "$")
    replay.refused("the schema of the chart", [r"/environment"], "-f", str(COMMON))
    say("helm upgrade -f common.yaml --set environment=production     # the schema is satisfied by hand", "$")
    replay.refused("the template of the chart", [rf"TEGOLA_SECONDARY_URI\s+\(sources\.yaml, line {line_of(sources, LINE)}: "], "-f", str(COMMON), "--set", "environment=production")
    say("… --set extraEnvFrom[0]…                                     # the template cannot know what that brings", "$")
    unknown = ("--set", "environment=production", "--set", "extraEnvFrom[0].configMapRef.name=site", "--set", "extraEnvFrom[0].configMapRef.optional=true")
    replay.refused("the hook (karto check, the very image, files and environment)", [r"`TEGOLA_SECONDARY_URI` is not set", r"`TEGOLA_URI` is not set", place], "-f", str(COMMON), *unknown)
    say("… check.enabled=false                                        # and nobody checks", "$")
    replay.refused("the boot (karto serve, exit code 78)", [r"exit code 78", r"`TEGOLA_SECONDARY_URI` is not set", place], "-f", str(COMMON), *unknown, check=False)

    replay.chapter("        The same, as it was in 2023: another engine rendered the line to nothing.")
    say(f"{LINE!r} became {NOTHING!r}: valid YAML; no chart can see it", "$")
    replay.refused("the hook", [r"`uri` has no value", place, r"tegola-secondary"], "-f", str(written["nothing"]), "-f", str(PRODUCTION))
    replay.refused("the boot", [r"exit code 78", r"`uri` has no value", place], "-f", str(written["nothing"]), "-f", str(PRODUCTION), check=False)
    say(f"or was not rendered at all: {TEMPLATE!r}", "$")
    replay.refused("the template of the chart", [r"sources\.yaml, line \d+: uri: <%= tegola_secondary_uri %>"], "-f", str(written["template"]), "-f", str(PRODUCTION))

    replay.chapter("13:31  The corrected rollback.")
    world.rollback(1)
    say("helm rollback 1 succeeded: what was stored then, values included; nothing was rendered anew", "✓")
    watched(world.endpoints()[0][0], "the monitor, once more")
    replay.nothing_failed()
    world.upgrade(*production)
    say("helm upgrade -f common.yaml -f production.yaml succeeds as well", "✓")
    replay.nothing_failed()


class closing:
    """A pod that is killed at the end."""

    def __init__(self, pod):
        self.pod, self.address = pod, pod.address

    def close(self):
        self.pod.kill()


def tegolas(image, folder):
    """Two upstream tile servers: karto itself, with its built-in world map."""
    pods = [Pod(image, f"tegola-{n}", address, folder) for n, address in enumerate(TEGOLAS, 1)]
    for pod in pods:
        pod.start({"args": ["serve"]}, {"KARTO_INTERFACE": pod.address, "KARTO_ADMIN_INTERFACE": pod.address}, None)
    for pod in pods:
        until(f"{pod.name} is ready", lambda pod=pod: pod.exit_code() is not None or pod.probe("/ready", 5))
        if pod.exit_code() is not None:
            raise AssertionError(pod.output())
    return pods


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--binary", required=True)
    options.add_argument("--helm", required=True)
    options.add_argument("--control-plane", help="folder with etcd, kube-apiserver and kube-controller-manager")
    options = options.parse_args()
    if can_change_root() is None:
        print("neither root nor user namespaces are available: a pod cannot be given a root of its own")
        return 77
    with tempfile.TemporaryDirectory(prefix="karto-replay-") as folder, contextlib.ExitStack() as stack:
        image = Image(pathlib.Path(folder) / "image", options.binary)
        # Created by root for another user.
        pathlib.Path(folder).chmod(0o755)
        if options.control_plane:
            from cluster import Cluster

            world = Cluster(options.helm, CHART, image, folder, options.control_plane)
        else:
            world = Paper(options.helm, CHART, image, folder)
        stack.callback(world.stop)
        say(f"real:   {world.real}")
        say(f"played: {world.played}")
        for pod in tegolas(image, folder):
            stack.callback(pod.kill)
        say(f"two tile servers stand for Tegola, at {' and '.join(TEGOLAS)}")
        world.upgrade("-f", str(COMMON), "-f", str(PRODUCTION))
        say("revision 1 serves; from here on clients ask without a pause", "✓")
        with Load(world.endpoints, URLS) as clients:
            clients.wait(100)
            story(world, image, options.helm, folder, clients)
        print()
        say(f"{clients.total()} requests by 4 clients, answered by {len(clients.served)} pods one after another: {len(clients.failed)} failed; the slowest took {clients.slowest:.2f} s", "=")
        if clients.failed:
            print("\n".join(clients.failed), file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
