"""What every set of values gives."""
import os
import re
import subprocess
import unittest

import kit


class EverySetOfValues(unittest.TestCase):
    def test_renders_and_lints_on_the_oldest_and_a_recent_kubernetes(self):
        for name, files in kit.VALUE_SETS.items():
            for kubernetes in kit.KUBERNETES:
                with self.subTest(values=name, kubernetes=kubernetes):
                    self.assertTrue(kit.render(*files, kubernetes=kubernetes))
                    kit.lint(*files, kubernetes=kubernetes)

    @unittest.skipUnless(os.environ.get("KUBECONFORM") and os.environ.get("SCHEMAS"), "needs kubeconform and the schemas: run tests/ci/30-chart.sh")
    def test_is_valid_for_the_schemas_of_kubernetes_and_of_the_custom_resources(self):
        for name, files in kit.VALUE_SETS.items():
            for kubernetes in kit.KUBERNETES:
                with self.subTest(values=name, kubernetes=kubernetes):
                    self.assertEqual(conform(kit.text(*files, kubernetes=kubernetes), kubernetes), "")

    @unittest.skipUnless(os.environ.get("KUBECONFORM") and os.environ.get("SCHEMAS"), "needs kubeconform and the schemas: run tests/ci/30-chart.sh")
    def test_the_schemas_do_see_a_misspelt_field_and_a_wrong_type(self):
        good = kit.text("demo")
        for wrong in (good.replace("minReadySeconds", "minReadySecond"), good.replace("replicas: 2", 'replicas: "2"'), good.replace("failureThreshold", "failuresThreshold")):
            self.assertNotEqual(wrong, good)
            self.assertIn("Deployment", conform(wrong, kit.KUBERNETES[-1]))

    def test_is_named_within_kubernetes_limits_and_only_once(self):
        for name, files in kit.VALUE_SETS.items():
            with self.subTest(values=name):
                objects = kit.render(*files)
                names = [(o["kind"], o["metadata"]["name"]) for o in objects]
                self.assertEqual(len(names), len(set(names)))
                for kind, one in names:
                    self.assertRegex(one, r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", kind)
                    self.assertLessEqual(len(one), 63, f"{kind} {one}")
                for o in objects:
                    for key, value in o["metadata"]["labels"].items():
                        self.assertLessEqual(len(value), 63, key)
                        self.assertRegex(value, r"^([A-Za-z0-9]([-_.A-Za-z0-9]*[A-Za-z0-9])?)?$")

    def test_says_in_its_labels_what_runs(self):
        for name, files in kit.VALUE_SETS.items():
            with self.subTest(values=name):
                for o in kit.render(*files):
                    self.assertEqual(o["metadata"]["labels"]["app.kubernetes.io/version"], "0.1.0")

    def test_every_documented_value_is_in_the_schema_and_the_other_way_round(self):
        import json

        import yaml

        values = yaml.safe_load((kit.CHART / "values.yaml").read_text())
        schema = json.loads((kit.CHART / "values.schema.json").read_text())

        def compare(value, node, path):
            node = schema["definitions"][node["$ref"].rsplit("/", 1)[-1]] if "$ref" in node else node
            if not isinstance(value, dict) or node.get("additionalProperties") is not False:
                return
            known = set(node["properties"]) - {"global"}
            self.assertLessEqual(set(value), known, f"{path}: in values.yaml only")
            if path == "" or value:
                # Probes and resources list only what they set; everything else is documented whole.
                if not re.search(r"probes|resources", path):
                    self.assertEqual(known - set(value), set(), f"{path}: in the schema only")
            for key, child in value.items():
                compare(child, node["properties"][key], f"{path}.{key}")

        compare(values, schema, "")


def conform(text, kubernetes):
    """The problems that kubeconform finds."""
    location = f"{os.environ['SCHEMAS']}/{kubernetes}/{{{{.Group}}}}/{{{{.ResourceKind}}}}_{{{{.ResourceAPIVersion}}}}.json"
    done = subprocess.run([os.environ["KUBECONFORM"], "-strict", "-schema-location", location], input=text, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


if __name__ == "__main__":
    unittest.main()
