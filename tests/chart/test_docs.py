"""The documents for operators show what the chart and the binary really do; their commands are run here."""
import contextlib
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest

import yaml

import kit

ROOT = kit.CHART.parent.parent
DOCS = sorted((ROOT / "docs").glob("*.md"))
COMMANDS = {p.stem for p in (ROOT / "src/cli").glob("*.rs")} | {p.name for p in (ROOT / "src/cli").iterdir() if p.is_dir()}


def blocks(path, language):
    return re.findall(rf"^```{language}\n(.*?)^```", path.read_text(), re.M | re.S)


def commands(path):
    """(command, whether it needs a cluster) of every sh block: marked ⎈ in the line, in its heading, or by `kubectl`'s presence in the block."""
    heading, marked = "", False
    # Blocks within lists are indented.
    text = re.sub(r"^ +(?=```)", "", path.read_text(), flags=re.M)
    for part in re.split(r"(^#+ .*$|^```\w*\n(?:.*\n)*?^```)", text, flags=re.M):
        if part.startswith("#"):
            heading = part
        elif part.startswith("```sh\n"):
            lines = part[6:-3].replace("\\\n", " ").splitlines()
            marked = "⎈" in heading or any(re.match(r"\s*kubectl\b", line) for line in lines)
            for line in filter(str.strip, lines):
                yield line, marked or "⎈" in line


class Documents(unittest.TestCase):
    def test_the_values_they_show_can_be_deployed(self):
        objects = kit.render(values={**shown()["common.yaml"], **shown()["production.yaml"]})
        self.assertEqual(kit.one(objects, "Deployment")["spec"]["replicas"], 6)
        with self.assertRaisesRegex(kit.Refused, "/environment"):
            kit.render(values=shown()["common.yaml"])

    def test_the_refusals_they_quote_are_those_of_the_chart(self):
        with self.assertRaises(kit.Refused) as schema:
            kit.render("common")
        with self.assertRaises(kit.Refused) as template:
            kit.render("common", sets=["environment=x", "env.TEGOLA_URI=x"])
        said = str(schema.exception) + str(template.exception)
        quoted = [line.strip() for text in re.findall(r"^   ```\n(.*?)^   ```", (ROOT / "docs/upgrade-and-rollback.md").read_text(), re.M | re.S) for line in text.splitlines()]
        self.assertGreater(len(quoted), 5)
        for line in quoted:
            self.assertIn(line, said)

    def test_values_they_name_exist(self):
        values = yaml.safe_load((kit.CHART / "values.yaml").read_text())
        for path in DOCS:
            for name in re.findall(r"`((?:monitoring|networkPolicy|autoscaling|rollout|check|seed|image|ingress|gateway|externalSecret|config|resources)\.[A-Za-z.]+[A-Za-z])(?::[^`]*)?`", path.read_text()):
                if name.endswith((".yaml", ".yml", ".md", ".json")):
                    continue
                with self.subTest(document=path.name, value=name):
                    node = values
                    for key in name.split("."):
                        self.assertIn(key, node)
                        node = node[key]

    def test_settings_they_name_are_in_the_reference(self):
        reference = (ROOT / "docs/configuration.md").read_text()
        for path in DOCS:
            if path.name == "configuration.md":
                continue
            for name in set(re.findall(r"`karto\.((?:cache|limits|render|admin|answers)\.\w+)", path.read_text())):
                with self.subTest(document=path.name, setting=name):
                    section, key = name.split(".")
                    self.assertRegex(reference, rf"### `karto\.{section}`\n(?:(?!###).*\n)*\| `{key}` \|")

    def test_commands_they_name_exist(self):
        for path in DOCS:
            for line in path.read_text().splitlines():
                for command in re.findall(r"\bkarto (serve|check|probe|seed|compare|render|bench|health|healthcheck|schema)\b", line):
                    with self.subTest(document=path.name, line=line):
                        self.assertIn(command, COMMANDS)

    def test_nothing_is_called_planned_any_more(self):
        for path in [*DOCS, ROOT / "README.md"]:
            self.assertNotRegex(path.read_text(), r"(?i)\bplanned\b", path.name)

    def test_links_between_them_lead_somewhere(self):
        for path in DOCS:
            for target in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", path.read_text()):
                file = (path.parent / target[0]).resolve() if target[0] else path
                with self.subTest(document=path.name, link=target):
                    self.assertTrue(file.exists())
                    if target[1]:
                        anchors = {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^#+ (.*)$", file.read_text(), re.M)}
                        self.assertIn(target[1], anchors)


def shown():
    """The files of values in deploy-kubernetes.md, by name."""
    return {text.split("\n", 1)[0].strip("# "): yaml.safe_load(text) for text in blocks(ROOT / "docs/deploy-kubernetes.md", "yaml")}


@unittest.skipUnless(os.environ.get("KARTO_BINARY"), "needs karto: run tests/ci/30-chart.sh")
class Commands(unittest.TestCase):
    """Every command of the documents is run: as it is, or, for `docker run`, what the container would run. Those marked ⎈ need
    a cluster; `docker build` and `docker compose` are read here and built by tests/ci/40-image.sh."""

    @classmethod
    def setUpClass(cls):
        import recording

        stack = contextlib.ExitStack()
        cls.addClassCleanup(stack.close)
        cls.folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        cls.public, cls.admin = stack.enter_context(recording.karto("sources: {data: {uri: 'pmtiles:///embedded/world'}, "
                                                                    "osm-pbf: {public: true, formats: [pbf], uri: 'overzoom://', params: {source: {ref: data}, maxzoom: 12}}}\n"))
        (cls.folder / "config.yaml").write_text((ROOT / "styles/demo/sources.yaml").read_text())
        for name, values in shown().items():
            (cls.folder / name).write_text(yaml.safe_dump(values))
        (cls.folder / "requests.log").write_text("/osm-pbf/0/0/0.pbf\n/osm-pbf/1/0/0.pbf\n")
        for name in ("helm", "styles"):
            (cls.folder / name).symlink_to(ROOT / name)
        programs = cls.folder / "bin"
        programs.mkdir()
        (programs / "karto").symlink_to(os.path.abspath(os.environ["KARTO_BINARY"]))
        # A helm built from its module assumes Kubernetes 1.20.
        (programs / "helm").write_text(f'#!/bin/sh\nexec "{kit.HELM}" "$@" --kube-version {kit.KUBERNETES[-1]}\n')
        (programs / "helm").chmod(0o755)
        cls.env = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "KARTO_DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}

    def here(self, command):
        """The command with the addresses of the documents replaced by those of the karto that runs here."""
        for there, here in (("127.0.0.1:6533", self.public), ("127.0.0.1:6534", self.admin), ("localhost:6533", self.public), ("OLD:6533", self.public), ("NEW:6533", self.public)):
            command = command.replace(there, here)
        return command

    def run_it(self, command):
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", self.here(command)], cwd=self.folder, env=self.env, capture_output=True, text=True, timeout=120, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_those_that_need_no_cluster_do_what_they_say(self):
        ran = 0
        for path in DOCS:
            for command, cluster in commands(path):
                if cluster:
                    continue
                with self.subTest(document=path.name, command=command):
                    if re.match(r"(\w+=\S+ )*docker compose ", command):
                        self.assertTrue((ROOT / "compose.yaml").exists())
                    elif command.startswith(("docker build", "docker buildx build")):
                        self.build(shlex.split(command, comments=True))
                    elif command.startswith("docker run"):
                        self.contained(shlex.split(command, comments=True))
                    elif command.startswith("karto serve"):
                        self.process(shlex.split(command, comments=True)[1:])
                    elif command.startswith("npm ") and not shutil.which("npm"):
                        self.skipTest(f"needs npm: {command}")
                    else:
                        self.run_it(command)
                    ran += 1
        self.assertGreater(ran, 12)

    def build(self, words):
        dockerfile = (ROOT / "Dockerfile").read_text()
        for option, value in zip(words, words[1:]):
            if option == "--target":
                self.assertRegex(dockerfile, rf"(?m)^FROM \S+ AS {value}$")
            if option == "--build-arg":
                self.assertRegex(dockerfile, rf"(?m)^ARG {value.split('=')[0]}\b")
        self.assertEqual(words[-1], ".")

    def contained(self, words):
        """What the container would run, with the file that it would see."""
        image = words.index("karto")
        options, inside = words[2:image], words[image + 1:] or ["serve"]
        mounts = dict(o.rsplit(":ro", 1)[0].split(":", 1)[::-1] for o in options if o.startswith("$PWD/"))
        self.assertLessEqual(set(mounts), {"/etc/karto/config.yaml", "/node_modules"})
        config = mounts.get("/etc/karto/config.yaml", "$PWD/config.yaml").replace("$PWD/", "")
        self.process(inside, KARTO_CONFIG=config)

    def process(self, words, **variables):
        """Runs karto; a server until it is ready."""
        env = {**self.env, **variables, "KARTO_PORT": "0", "KARTO_ADMIN_PORT": "0"}
        process = subprocess.Popen([os.environ["KARTO_BINARY"], *words], cwd=self.folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            if words[0] == "serve":
                self.assertTrue(any("karto is ready" in line for line in process.stdout))
                process.terminate()
            said = process.communicate(timeout=60)[0]
            self.assertEqual(process.returncode, 0, said)
        finally:
            process.kill()
            process.wait()


if __name__ == "__main__":
    unittest.main()
