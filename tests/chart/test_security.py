"""What pods may do, and which connections are allowed."""
import unittest

import kit


class EveryPod(unittest.TestCase):
    def each(self):
        for name, files in kit.VALUE_SETS.items():
            for pod, spec, labels in kit.pods(kit.render(*files)):
                with self.subTest(values=name, pod=pod):
                    yield spec, labels

    def test_meets_the_restricted_pod_security_standard(self):
        for spec, _ in self.each():
            self.assertTrue(spec["securityContext"]["runAsNonRoot"])
            self.assertEqual(spec["securityContext"]["seccompProfile"], {"type": "RuntimeDefault"})
            for forbidden in ("hostNetwork", "hostPID", "hostIPC"):
                self.assertNotIn(forbidden, spec)
            for container in spec["containers"]:
                context = container["securityContext"]
                self.assertFalse(context["allowPrivilegeEscalation"])
                self.assertEqual(context["capabilities"], {"drop": ["ALL"]})
                self.assertTrue(context["readOnlyRootFilesystem"])

    def test_runs_as_the_images_numeric_user(self):
        dockerfile = (kit.CHART.parent.parent / "Dockerfile").read_text()
        for spec, _ in self.each():
            self.assertIn(f"USER {spec['securityContext']['runAsUser']}:{spec['securityContext']['runAsGroup']}", dockerfile)

    def test_has_no_token_of_the_cluster(self):
        for spec, _ in self.each():
            self.assertFalse(spec["automountServiceAccountToken"])

    def test_is_not_told_kartos_settings_by_a_service_that_is_called_karto(self):
        # Otherwise Kubernetes sets KARTO_PORT=tcp://10.0.0.1:80 in every pod of the namespace.
        for spec, _ in self.each():
            self.assertFalse(spec["enableServiceLinks"])

    def test_states_what_it_needs(self):
        for spec, _ in self.each():
            for container in spec["containers"]:
                self.assertIn("memory", container["resources"]["limits"])
                self.assertIn("cpu", container["resources"]["requests"])

    def test_a_server_has_no_cpu_limit(self):
        for spec, labels in self.each():
            if labels["app.kubernetes.io/component"] == "server":
                self.assertNotIn("cpu", spec["containers"][0]["resources"]["limits"])

    def test_of_this_chart_is_under_one_network_policy(self):
        for name, files in kit.VALUE_SETS.items():
            objects = kit.render(*files)
            policies = [o["spec"]["podSelector"] for o in objects if o["kind"] == "NetworkPolicy"]
            if not policies:
                self.assertEqual(name, "own ConfigMap")
                continue
            for pod, _, labels in kit.pods(objects):
                with self.subTest(values=name, pod=pod):
                    self.assertEqual(sum(selects(p, labels) for p in policies), 1)


class Secrets(unittest.TestCase):
    def test_are_never_written_into_manifests(self):
        text = kit.text(*kit.PRODUCTION, "external-secret")
        self.assertNotIn("kind: Secret\n", text)

    def test_reach_only_pods_that_read_the_configuration(self):
        for _, spec, labels in kit.pods(kit.render(*kit.PRODUCTION, "seeded")):
            has = "GEOSHAPES_PASSWORD" in kit.environment(spec["containers"][0])
            self.assertEqual(has, labels["app.kubernetes.io/component"] in ("server", "check"))


class Network(unittest.TestCase):
    def test_karto_goes_only_to_dns_and_where_the_values_say(self):
        egress = kit.one(kit.render(*kit.PRODUCTION), "NetworkPolicy", "karto")["spec"]["egress"]
        self.assertEqual([p["port"] for rule in egress for p in rule["ports"]], [53, 53, 5432, 8080])
        self.assertEqual(egress[1]["to"], [{"ipBlock": {"cidr": "10.64.0.10/32"}}])
        self.assertEqual(set(egress[2]["to"][0]), {"podSelector", "namespaceSelector"})

    def test_nowhere_means_nowhere(self):
        egress = kit.one(kit.render("files-only"), "NetworkPolicy", "karto")["spec"]["egress"]
        self.assertEqual([p["port"] for rule in egress for p in rule["ports"]], [53, 53])

    def test_the_admin_port_is_open_to_the_namespace_and_to_prometheus_only(self):
        def sources(*files):
            return [r["from"] for r in kit.one(kit.render(*files), "NetworkPolicy", "karto")["spec"]["ingress"] if r["ports"][0]["port"] == "admin"][0]
        self.assertEqual(sources("demo"), [{"podSelector": {}}])
        self.assertEqual(sources(*kit.PRODUCTION, "monitored")[1:], [{"namespaceSelector": {"matchLabels": {"name": "monitoring"}}}])

    def test_no_route_from_outside_leads_to_the_admin_port(self):
        objects = kit.render(*kit.VALUE_SETS["all at once"])
        admin = kit.one([o for o in objects if o["kind"] == "Service"], "Service", "-admin")["metadata"]["name"]
        for kind in ("Ingress", "HTTPRoute"):
            self.assertNotIn(admin, str(kit.one(objects, kind)["spec"]))
        self.assertEqual(kit.one(objects, "Service", "-admin")["spec"]["clusterIP"], "None")
        public = [o for o in objects if o["kind"] == "Service" and o["metadata"]["name"] != admin]
        self.assertEqual([p["targetPort"] for o in public for p in o["spec"]["ports"]], ["http"])

    def test_who_may_ask_can_be_narrowed_without_shutting_out_the_releases_own_probe(self):
        rule = kit.one(kit.render(*kit.PRODUCTION, "ingress"), "NetworkPolicy", "karto")["spec"]["ingress"][0]
        labels = kit.one(kit.render(*kit.PRODUCTION, "ingress"), "Pod", "-probe")["metadata"]["labels"]
        self.assertTrue(any(selects(peer.get("podSelector", {"matchLabels": {"no": "pod"}}), labels) for peer in rule["from"]))


def selects(selector, labels):
    by_value = selector.get("matchLabels", {}).items() <= labels.items()
    return by_value and all(labels.get(e["key"]) in e["values"] for e in selector.get("matchExpressions", []))


if __name__ == "__main__":
    unittest.main()
