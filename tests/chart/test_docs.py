"""What the documents for operators show is what the chart does."""
import re
import unittest

import yaml

import kit

ROOT = kit.CHART.parent.parent
DOCS = sorted((ROOT / "docs").glob("*.md"))
# Commands that the first issues bring; any other must be in src/cli or be called planned.
COMMANDS = {"serve", "check"}


def blocks(path, language):
    return re.findall(rf"^```{language}\n(.*?)^```", path.read_text(), re.M | re.S)


class Documents(unittest.TestCase):
    def test_the_values_they_show_can_be_deployed(self):
        shown = {text.split("\n", 1)[0].strip("# "): yaml.safe_load(text) for text in blocks(ROOT / "docs/deploy-kubernetes.md", "yaml")}
        self.assertEqual(set(shown), {"common.yaml", "production.yaml"})
        objects = kit.render(values={**shown["common.yaml"], **shown["production.yaml"]})
        self.assertEqual(kit.one(objects, "Deployment")["spec"]["replicas"], 6)
        with self.assertRaisesRegex(kit.Refused, "/environment"):
            kit.render(values=shown["common.yaml"])

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

    def test_commands_they_name_exist_or_are_called_planned(self):
        have = COMMANDS | {p.stem for p in (ROOT / "src/cli").glob("*.rs")}
        for path in DOCS:
            if path.name in ("configuration.md", "style-support.md"):
                continue
            for line in path.read_text().splitlines():
                for command in re.findall(r"\bkarto (serve|check|probe|seed|compare|render|bench|healthcheck)\b", line):
                    with self.subTest(document=path.name, line=line):
                        self.assertTrue(command in have or "planned" in line.lower())

    def test_links_between_them_lead_somewhere(self):
        for path in DOCS:
            for target in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", path.read_text()):
                file = (path.parent / target[0]).resolve() if target[0] else path
                with self.subTest(document=path.name, link=target):
                    # configuration.md is written by the binary.
                    self.assertTrue(file.exists() or file.name == "configuration.md")
                    if target[1]:
                        anchors = {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^#+ (.*)$", file.read_text(), re.M)}
                        self.assertIn(target[1], anchors)


if __name__ == "__main__":
    unittest.main()
