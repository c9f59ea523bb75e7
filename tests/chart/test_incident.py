"""2023-01-30, replayed on the chart: the upgrade works, the rollback is rendered without its environment's values.

At Wikimedia the line was `uri: <%= tegola_secondary_uri %>`; the value lived in the environment's file; without that
file the engine wrote `uri: ` and the source was null. Here the line is `uri: { env(TEGOLA_SECONDARY_URI) }`.
"""
import unittest

import kit


class Incident(unittest.TestCase):
    def test_1_the_upgrade_with_both_files_works(self):
        container = kit.one(kit.render("common", "production"), "Deployment")["spec"]["template"]["spec"]["containers"][0]
        self.assertEqual(kit.environment(container)["TEGOLA_SECONDARY_URI"]["value"], "http://tegola-2.tegola:8080/maps/osm/{z}/{x}/{y}.pbf")

    def test_2_without_the_environments_file_the_schema_refuses(self):
        with self.assertRaises(kit.Refused) as caught:
            kit.render("common")
        self.assertIn("at '/environment'", str(caught.exception))

    def test_3_even_if_the_environment_is_named_elsewhere_the_template_refuses_naming_variable_file_and_line(self):
        with self.assertRaises(kit.Refused) as caught:
            kit.render("common", sets=["environment=production"])
        said = str(caught.exception)
        self.assertIn("TEGOLA_SECONDARY_URI  (sources.yaml, line 5: uri: { env(TEGOLA_SECONDARY_URI) })", said)
        self.assertIn("-f ENVIRONMENT.yaml", said)

    def test_4_rendered_by_another_engine_to_nothing_the_hook_still_gets_the_very_file(self):
        """`uri: ` is valid YAML, so the chart cannot detect it: `karto check` in the hook does."""
        files = {"config.yaml": "services: []\n", "sources.yaml": "tegola-secondary:\n  uri: \n"}
        objects = kit.render("files-only", values={"config": {"files": files}})
        config, job = kit.one(objects, "ConfigMap"), kit.one(objects, "Job", "-check")
        self.assertEqual(config["data"]["sources.yaml"], files["sources.yaml"])
        self.assertEqual(job["spec"]["template"]["spec"]["volumes"][0]["configMap"]["name"], config["metadata"]["name"])
        self.assertIn("pre-rollback", kit.hooks(job))

    def test_5_left_unrendered_the_template_refuses(self):
        with self.assertRaisesRegex(kit.Refused, "sources.yaml, line 2: uri: <%= tegola_secondary_uri %>"):
            kit.render("files-only", values={"config": {"files": {"sources.yaml": "tegola-secondary:\n  uri: <%= tegola_secondary_uri %>\n"}}})

    def test_6_the_corrected_rollback_is_what_ran_before_whatever_came_between(self):
        upgrade = kit.render("common", "production", sets=["image.tag=0.2.0"], values={"config": {"files": {"sources.yaml": "a: {uri: { env(TEGOLA_URI) }}"}}})
        before, after = (kit.render("common", "production", kubernetes=k) for k in kit.KUBERNETES)
        names = [kit.one(o, "ConfigMap")["metadata"]["name"] for o in (before, upgrade, after)]
        self.assertEqual(names[0], names[2])
        self.assertNotEqual(names[0], names[1])
        self.assertEqual(kit.one(before, "Deployment"), kit.one(after, "Deployment"))


if __name__ == "__main__":
    unittest.main()
