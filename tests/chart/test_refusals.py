"""What the chart refuses, and with which message."""
import unittest

import kit

LINE = "uri: { env(TEGOLA_SECONDARY_URI) }"


class Refusals(unittest.TestCase):
    def refused(self, *files, sets=(), values=None):
        with self.assertRaises(kit.Refused) as caught:
            kit.render(*files, sets=sets, values=values)
        return str(caught.exception)

    def test_a_missing_variable_fails_the_template_naming_file_and_line(self):
        said = self.refused("common", sets=["environment=production", "env.TEGOLA_URI=http://t"])
        self.assertIn(f"TEGOLA_SECONDARY_URI  (sources.yaml, line 5: {LINE})", said)
        self.assertNotIn("TEGOLA_URI  (", said)

    def test_all_missing_variables_are_named_at_once(self):
        said = self.refused("common", sets=["environment=production"])
        self.assertIn("TEGOLA_URI  (sources.yaml, line 2", said)
        self.assertIn("TEGOLA_SECONDARY_URI  (sources.yaml, line 5", said)

    def test_a_secret_that_nothing_brings_is_a_missing_variable_too(self):
        said = self.refused(*kit.PRODUCTION, values={"secretEnv": {"GEOSHAPES_PASSWORD": None}})
        self.assertIn("GEOSHAPES_PASSWORD", said)

    def test_a_variable_with_a_default_or_in_a_comment_is_not_missing(self):
        files = {"config.yaml": "a: { env(A, 3) }\n# b: { env(B) }\nc: 1  # was { env(C) }\n"}
        kit.render("files-only", values={"config": {"files": files}})

    def test_kartotherians_own_form_of_a_variable_is_seen(self):
        for form in ("{env: X}", "{ env: X }", '{env: "X"}', "{'env': 'X'}", '{"env":"X"}', "{env(X)}", "{ env( X ) }"):
            with self.subTest(form=form):
                said = self.refused("files-only", values={"config": {"files": {"config.yaml": f"a:\n  b: {form}\n"}}})
                self.assertIn(f"X  (config.yaml, line 2: b: {form})", said)

    def test_a_variable_given_in_any_of_the_places_is_not_missing(self):
        values = {
            "config": {"files": {"config.yaml": "a: [{ env(A) }, { env(B) }, { env(C) }, { env(D) }]\n"}},
            "env": {"A": "1"}, "secretEnv": {"B": {"secret": "s", "key": "k"}},
            "externalSecret": {"enabled": True, "store": {"name": "vault"}, "data": {"C": {"key": "c"}}},
            "extraEnv": [{"name": "D", "value": "4"}],
        }
        kit.render("files-only", values=values)

    def test_a_variable_set_in_two_places_is_refused(self):
        said = self.refused(*kit.PRODUCTION, sets=["env.GEOSHAPES_PASSWORD=x"])
        self.assertIn("GEOSHAPES_PASSWORD is set more than once: in env and in secretEnv", said)

    def test_template_text_that_nothing_filled_in_is_refused(self):
        for text in ("uri: <%= tegola_secondary_uri %>", "uri: <no value>/x"):
            with self.subTest(text=text):
                said = self.refused("files-only", values={"config": {"files": {"config.yaml": "a: 1\n" + text}}})
                self.assertIn(f"(config.yaml, line 2: {text})", said)

    def test_an_empty_or_null_value_is_refused_by_the_schema(self):
        self.assertIn("/env/TEGOLA_URI", self.refused(*kit.PRODUCTION, sets=["env.TEGOLA_URI="]))
        self.assertIn("/env/TEGOLA_URI", self.refused(*kit.PRODUCTION, sets=["env.TEGOLA_URI=null"]))
        self.assertIn("/secretEnv/GEOSHAPES_PASSWORD", self.refused(*kit.PRODUCTION, sets=["secretEnv.GEOSHAPES_PASSWORD.key="]))
        self.assertIn("/config/files/config.yaml", self.refused(*kit.PRODUCTION, values={"config": {"files": {"config.yaml": ""}}}))
        self.assertIn("/image/repository", self.refused("demo", sets=["image.repository="]))

    def test_a_number_as_a_variable_is_refused_because_helm_would_write_it_otherwise(self):
        self.assertIn("/env/ID", self.refused("demo", values={"env": {"ID": 10000000}}))
        kit.render("demo", values={"env": {"ID": "10000000"}})

    def test_misspelt_values_are_refused_at_every_depth(self):
        for path in ("replica", "image.tags", "env-secret", "config.file", "probes.livenes", "probes.liveness.period", "check.enable",
                     "ingress.host", "networkPolicy.egres", "monitoring.rule", "monitoring.rules.target", "autoscaling.min", "rollout.maxUnavailable",
                     "externalSecret.stores", "externalSecret.store.names", "seed.arg", "service.ports", "serviceAccount.names", "podDisruptionBudget.max"):
            with self.subTest(path=path):
                said = self.refused("demo", sets=[f"{path}=1"])
                self.assertIn("additional properties", said)
                self.assertIn(path.rsplit(".", 1)[-1], said)

    def test_values_of_the_wrong_type_or_range_are_refused(self):
        for value in ("replicas=0", "replicas=two", "image.digest=latest", "image.pullPolicy=Sometimes", "service.port=0", "service.port=99999",
                      "autoscaling.cpuUtilization=0", "monitoring.rules.availabilityTarget=1", "monitoring.rules.availabilityTarget=99.9",
                      "rollout.maxSurge=0", "drainSeconds=-1", "environment=a b", "service.type=None"):
            with self.subTest(value=value):
                self.assertIn(value.split("=")[0].replace(".", "/"), self.refused("demo", sets=[value]))

    def test_no_configuration_is_refused(self):
        said = self.refused(sets=["environment=production", "networkPolicy.enabled=false"])
        self.assertIn("There is no configuration", said)

    def test_two_configurations_are_refused(self):
        self.assertIn("several configurations", self.refused(*kit.PRODUCTION, sets=["demo=true"]))
        self.assertIn("several configurations", self.refused(*kit.PRODUCTION, sets=["config.existingConfigMap=x"]))

    def test_files_without_config_yaml_are_refused(self):
        self.assertIn("config.files has no config.yaml", self.refused(sets=["environment=x"], values={"config": {"files": {"karto.yaml": "a: 1"}}}))

    def test_an_environment_without_a_name_is_refused(self):
        self.assertIn("/environment", self.refused(*kit.PRODUCTION, sets=["environment="]))

    def test_a_network_policy_that_does_not_say_where_karto_goes_is_refused(self):
        self.assertIn("networkPolicy.egress is not given", self.refused(*kit.PRODUCTION, values={"networkPolicy": {"egress": None}}))
        self.assertIn("networkPolicy/egress/0", self.refused("demo", values={"networkPolicy": {"egress": [{"port": 5432}]}}))

    def test_a_monitor_that_the_network_policy_shuts_out_is_refused(self):
        self.assertIn("Prometheus could not reach", self.refused("demo", sets=["monitoring.serviceMonitor.enabled=true"]))

    def test_two_monitors_are_refused(self):
        self.assertIn("counted twice", self.refused(*kit.PRODUCTION, "monitored", sets=["monitoring.podMonitor.enabled=true"]))

    def test_an_external_secret_without_a_store_or_data_is_refused(self):
        said = self.refused("demo", sets=["externalSecret.enabled=true"])
        self.assertIn("externalSecret.store.name is empty", said)
        self.assertIn("externalSecret.data is empty", said)

    def test_routes_without_a_host_or_gateway_are_refused(self):
        self.assertIn("ingress.hosts is empty", self.refused("demo", sets=["ingress.enabled=true"]))
        self.assertIn("gateway.parentRefs is empty", self.refused("demo", sets=["gateway.enabled=true"]))

    def test_less_time_to_end_than_to_drain_is_refused(self):
        self.assertIn("terminationGracePeriodSeconds (5) is not above drainSeconds (5)", self.refused("demo", sets=["terminationGracePeriodSeconds=5"]))

    def test_everything_wrong_is_said_at_once(self):
        said = self.refused("common", sets=["environment=x", "monitoring.podMonitor.enabled=true", "terminationGracePeriodSeconds=1"])
        for part in ("TEGOLA_SECONDARY_URI", "Prometheus could not reach", "terminationGracePeriodSeconds (1)"):
            self.assertIn(part, said)


if __name__ == "__main__":
    unittest.main()
