"""Dockerfile and compose.yaml, as far as they can be read without building."""
import re
import tomllib
import unittest

import yaml

import kit

ROOT = kit.CHART.parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
VERSION = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]["version"]


class Versions(unittest.TestCase):
    def test_of_binary_chart_and_image_are_the_same(self):
        chart = yaml.safe_load((kit.CHART / "Chart.yaml").read_text())
        self.assertEqual(chart["appVersion"], VERSION)
        self.assertIn(f'org.opencontainers.image.version="{VERSION}"', DOCKERFILE)


class Image(unittest.TestCase):
    def test_has_no_shell_and_no_package_manager(self):
        stages = dict(reversed(m) for m in re.findall(r"^FROM (\S+) AS (\S+)$", DOCKERFILE, re.M))
        for final in ("slim", "full"):
            self.assertEqual(stages[stages[final]], "scratch")

    def test_runs_as_a_numeric_user_that_is_not_root(self):
        users = re.findall(r"^USER (\S+)$", DOCKERFILE, re.M)
        self.assertEqual(set(users), {"65532:65532"})

    def test_takes_its_certificates_from_the_distribution_and_not_from_the_build(self):
        self.assertIn("COPY --from=certificates /etc/ssl", DOCKERFILE)
        self.assertNotIn("--from=build /etc/ssl", DOCKERFILE)

    def test_starts_without_a_shell_in_between(self):
        for instruction in ("ENTRYPOINT", "CMD"):
            self.assertTrue(all(v.startswith("[") for v in re.findall(rf"^{instruction} (.*)$", DOCKERFILE, re.M)))

    def test_copies_only_what_the_build_context_has(self):
        allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
        copied = {word for line in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.M) for word in line.split()}
        self.assertEqual(copied, allowed)


class Compose(unittest.TestCase):
    def test_starts_karto_only_after_its_configuration_was_checked_against_the_imported_database(self):
        after = {name: {k: v["condition"] for k, v in s.get("depends_on", {}).items()} for name, s in COMPOSE["services"].items()}
        self.assertEqual(after["import"], {"database": "service_healthy"})
        self.assertEqual(after["check"], {"import": "service_completed_successfully"})
        self.assertEqual(after["karto"], {"check": "service_completed_successfully"})

    def test_checks_the_very_configuration_that_it_serves(self):
        check, serve = COMPOSE["services"]["check"], COMPOSE["services"]["karto"]
        for part in ("image", "build", "environment", "volumes"):
            self.assertEqual(check[part], serve[part])
        self.assertIn(serve["command"][-1], check["command"])

    def test_opens_nothing_to_the_network(self):
        for service in COMPOSE["services"].values():
            for port in service.get("ports", []):
                self.assertTrue(port.startswith("127.0.0.1:"))

    def test_mounts_only_what_is_there(self):
        for service in COMPOSE["services"].values():
            for volume in service.get("volumes", []):
                path = re.sub(r"^\$\{\w+:-(.*?)\}", r"\1", volume).split(":")[0]
                if path.startswith("."):
                    self.assertTrue((ROOT / path).exists(), path)


if __name__ == "__main__":
    unittest.main()
