"""How pods are replaced: never before their successors are ready, never by a configuration that was not checked."""
import unittest

import kit


class Rollout(unittest.TestCase):
    def every(self):
        for name, files in kit.VALUE_SETS.items():
            with self.subTest(values=name):
                yield kit.render(*files)

    def test_pods_are_never_taken_away_before_their_successors_are_ready(self):
        for objects in self.every():
            spec = kit.one(objects, "Deployment")["spec"]
            self.assertEqual(spec["strategy"]["type"], "RollingUpdate")
            self.assertEqual(spec["strategy"]["rollingUpdate"]["maxUnavailable"], 0)
            self.assertNotIn(spec["strategy"]["rollingUpdate"]["maxSurge"], (0, "0%"))
            self.assertGreaterEqual(spec["minReadySeconds"], 1)

    def test_all_probes_ask_the_admin_port_and_liveness_does_not_ask_for_readiness(self):
        for objects in self.every():
            container = kit.one(objects, "Deployment")["spec"]["template"]["spec"]["containers"][0]
            ask = {kind: container[f"{kind}Probe"]["httpGet"] for kind in ("startup", "readiness", "liveness")}
            self.assertEqual({a["port"] for a in ask.values()}, {"admin"})
            self.assertEqual([ask[k]["path"] for k in ("startup", "readiness", "liveness")], ["/ready", "/ready", "/live"])

    def test_pods_serve_on_until_routes_have_learned_that_they_go_and_have_time_to_finish(self):
        for objects in self.every():
            spec = kit.one(objects, "Deployment")["spec"]["template"]["spec"]
            drain = spec["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"]
            self.assertGreaterEqual(drain, 5)
            # karto.limits.requestTimeout is 60 s unless set, and karto gives connections two more.
            self.assertGreaterEqual(spec["terminationGracePeriodSeconds"], drain + 62)

    def test_probes_wait_longer_than_karto_asks_its_sources(self):
        for objects in self.every():
            container = kit.one(objects, "Deployment")["spec"]["template"]["spec"]["containers"][0]
            for probe in ("startupProbe", "readinessProbe"):
                self.assertGreater(container[probe]["timeoutSeconds"], 3)

    def test_the_number_of_pods_is_left_to_the_autoscaler_where_there_is_one(self):
        self.assertNotIn("replicas", kit.one(kit.render(*kit.PRODUCTION, "autoscaled"), "Deployment")["spec"])
        self.assertEqual(kit.one(kit.render(*kit.PRODUCTION), "Deployment")["spec"]["replicas"], 6)

    def test_the_autoscaler_looks_at_cpu_and_at_the_render_queue(self):
        metrics = kit.one(kit.render(*kit.PRODUCTION, "autoscaled"), "HorizontalPodAutoscaler")["spec"]["metrics"]
        self.assertEqual([m["type"] for m in metrics], ["Resource", "Pods"])
        self.assertEqual(metrics[1]["pods"]["metric"]["name"], "karto_render_queue_depth")

    def test_a_drained_node_takes_one_pod_at_a_time(self):
        budget = kit.one(kit.render(*kit.PRODUCTION), "PodDisruptionBudget")["spec"]
        self.assertEqual(budget["maxUnavailable"], 1)
        labels = kit.one(kit.render(*kit.PRODUCTION), "Deployment")["spec"]["template"]["metadata"]["labels"]
        self.assertLessEqual(budget["selector"]["matchLabels"].items(), labels.items())

    def test_services_budgets_and_spreads_select_only_pods_that_serve(self):
        for objects in self.every():
            others = [labels for name, _, labels in kit.pods(objects) if not name.startswith("Deployment")]
            selectors = [o["spec"]["selector"] for o in objects if o["kind"] == "Service"]
            selectors += [o["spec"]["selector"]["matchLabels"] for o in objects if o["kind"] == "PodDisruptionBudget"]
            for selector in selectors:
                for labels in others:
                    self.assertFalse(selector.items() <= labels.items(), f"{selector} also selects {labels}")


class Check(unittest.TestCase):
    """The hook that runs before every change."""

    def both(self, *files, **more):
        objects = kit.render(*files, **more)
        return objects, kit.one(objects, "Job", "-check"), kit.one(objects, "Deployment")

    def test_it_runs_before_installs_upgrades_and_rollbacks(self):
        for name, files in kit.VALUE_SETS.items():
            with self.subTest(values=name):
                self.assertEqual(kit.hooks(self.both(*files)[1]), {"pre-install", "pre-upgrade", "pre-rollback"})

    def test_it_sees_the_very_image_environment_and_files_that_pods_will_see(self):
        for name, files in kit.VALUE_SETS.items():
            with self.subTest(values=name):
                _, job, deployment = self.both(*files)
                check, serve = (o["spec"]["template"]["spec"] for o in (job, deployment))
                self.assertEqual(check.get("volumes"), serve.get("volumes"))
                for part in ("image", "env", "envFrom", "volumeMounts", "securityContext"):
                    self.assertEqual(check["containers"][0].get(part), serve["containers"][0].get(part), part)
                for part in ("securityContext", "nodeSelector", "tolerations", "imagePullSecrets"):
                    self.assertEqual(check.get(part), serve.get(part), part)

    def test_what_it_needs_is_made_before_it(self):
        objects, job, _ = self.both(*kit.PRODUCTION, "external-secret")
        for kind, suffix in (("ConfigMap", ""), ("ExternalSecret", ""), ("NetworkPolicy", "-check")):
            need = kit.one(objects, kind, suffix)
            self.assertEqual(kit.hooks(need), kit.hooks(job), kind)
            self.assertLess(kit.weight(need), kit.weight(job), kind)

    def test_it_uses_nothing_else_that_only_comes_after_it(self):
        for name, files in kit.VALUE_SETS.items():
            with self.subTest(values=name):
                objects, job, _ = self.both(*files)
                self.assertNotIn("serviceAccountName", job["spec"]["template"]["spec"])
                made_after = {o["metadata"]["name"] for o in objects if o["kind"] in ("ConfigMap", "Secret") and not kit.hooks(o)}
                used = {v["configMap"]["name"] for v in job["spec"]["template"]["spec"].get("volumes", []) if "configMap" in v}
                self.assertEqual(made_after & used, set())

    def test_it_refuses_an_image_of_another_release_than_the_charts(self):
        _, job, _ = self.both("demo", sets=["image.tag=0.0.9"])
        self.assertIn("--require-version=0.1.0", job["spec"]["template"]["spec"]["containers"][0]["args"])

    def test_it_fails_at_once_in_bounded_time_and_keeps_its_log(self):
        _, job, _ = self.both("demo")
        self.assertEqual(job["spec"]["backoffLimit"], 0)
        self.assertEqual(job["spec"]["activeDeadlineSeconds"], 120)
        self.assertEqual(job["spec"]["template"]["spec"]["restartPolicy"], "Never")
        self.assertEqual(job["metadata"]["annotations"]["helm.sh/hook-delete-policy"], "before-hook-creation,hook-succeeded")
        self.assertEqual(job["metadata"]["annotations"]["helm.sh/hook-output-log-policy"], "hook-failed")

    def test_it_may_go_where_the_new_configuration_goes(self):
        objects, _, _ = self.both(*kit.PRODUCTION)
        self.assertEqual(kit.one(objects, "NetworkPolicy", "-check")["spec"]["egress"], kit.one(objects, "NetworkPolicy", "karto")["spec"]["egress"])

    def test_it_can_be_told_not_to_connect(self):
        args = self.both("own-configmap")[1]["spec"]["template"]["spec"]["containers"][0]["args"]
        self.assertNotIn("--connect", args)
        self.assertIn("--connect", self.both("demo")[1]["spec"]["template"]["spec"]["containers"][0]["args"])


class Configuration(unittest.TestCase):
    """ConfigMaps named by their content."""

    @staticmethod
    def name(*files, **more):
        return kit.one(kit.render(*files, **more), "ConfigMap", "")["metadata"]["name"]

    def test_it_is_immutable_and_never_deleted_by_an_upgrade(self):
        config = kit.one(kit.render(*kit.PRODUCTION), "ConfigMap")
        self.assertTrue(config["immutable"])
        # A hook is not part of the release: helm does not remove it, and does not fail on it in a rollback.
        self.assertEqual(kit.hooks(config), {"pre-install", "pre-upgrade", "pre-rollback"})
        self.assertEqual(config["metadata"]["annotations"]["helm.sh/hook-delete-policy"], "before-hook-creation")

    def test_a_changed_file_gives_it_another_name_and_rolls_pods(self):
        before, after = kit.render(*kit.PRODUCTION), kit.render(*kit.PRODUCTION, values={"config": {"files": {"sources.yaml": "a: {uri: { env(TEGOLA_URI) }}"}}})
        names = [kit.one(o, "ConfigMap")["metadata"]["name"] for o in (before, after)]
        self.assertNotEqual(*names)
        self.assertNotEqual(*(kit.one(o, "Deployment")["spec"]["template"] for o in (before, after)))

    def test_an_unchanged_file_does_not_roll_pods(self):
        before, after = kit.render(*kit.PRODUCTION), kit.render(*kit.PRODUCTION, sets=["replicas=9", "service.port=8080"])
        self.assertEqual(*(kit.one(o, "Deployment")["spec"]["template"] for o in (before, after)))

    def test_a_rollback_finds_the_configuration_it_ran_with(self):
        """What helm applies in a rollback is the text it stored: it names, makes and checks the old content."""
        objects = kit.render(*kit.PRODUCTION)
        name = kit.one(objects, "ConfigMap")["metadata"]["name"]
        for _, spec, labels in kit.pods(objects):
            if labels["app.kubernetes.io/component"] in ("server", "check"):
                self.assertEqual(spec["volumes"][0]["configMap"]["name"], name)
        self.assertEqual(kit.one(objects, "Deployment")["spec"]["template"]["metadata"]["annotations"]["karto/config"], name)
        # The same values give the same name at any time, in every environment with the same files.
        self.assertEqual(name, self.name("common", "staging"))

    def test_the_name_fits_however_long_the_release_is_called(self):
        self.assertLessEqual(len(self.name(*kit.PRODUCTION, sets=["fullnameOverride=" + "a" * 80])), 63)

    def test_external_secrets_survive_being_made_again(self):
        objects = kit.render(*kit.PRODUCTION, "external-secret")
        secret = kit.one(objects, "ExternalSecret")
        self.assertEqual(secret["spec"]["target"]["creationPolicy"], "Orphan")
        self.assertEqual(secret["spec"]["target"]["deletionPolicy"], "Retain")
        used = kit.environment(kit.one(objects, "Deployment")["spec"]["template"]["spec"]["containers"][0])["API_KEY"]
        self.assertEqual(used["valueFrom"]["secretKeyRef"], {"name": secret["spec"]["target"]["name"], "key": "API_KEY"})

    def test_an_external_secret_with_other_content_leaves_the_one_in_use_alone(self):
        before, after = kit.render(*kit.PRODUCTION, "external-secret"), kit.render(*kit.PRODUCTION, "external-secret", sets=["externalSecret.data.MORE.key=x"])
        self.assertNotEqual(*(kit.one(o, "ExternalSecret")["spec"]["target"]["name"] for o in (before, after)))


class Seeding(unittest.TestCase):
    def test_a_seeding_that_fails_does_not_fail_the_upgrade(self):
        self.assertEqual(kit.hooks(kit.one(kit.render(*kit.PRODUCTION, "seeded"), "Job", "-seed-1")), set())

    def test_it_runs_by_schedule_where_there_is_one(self):
        job = kit.one(kit.render(*kit.PRODUCTION, "seeded-nightly"), "CronJob")["spec"]
        self.assertEqual(job["schedule"], "0 4 * * *")
        self.assertEqual(job["jobTemplate"]["spec"]["template"]["spec"]["containers"][0]["args"], ["seed", "http://karto-admin:6533", "--every-address", "--source=osm-pbf", "--zooms=0-8"])

    def test_without_saying_what_to_seed_it_is_refused(self):
        with self.assertRaisesRegex(kit.Refused, "seed.args is empty"):
            kit.render("demo", sets=["seed.enabled=true"])


if __name__ == "__main__":
    unittest.main()
