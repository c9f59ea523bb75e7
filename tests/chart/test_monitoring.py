"""Rules, dashboard and runbook name only metrics and alerts that exist."""
import json
import re
import subprocess
import sys
import unittest

import kit

ROOT = kit.CHART.parent.parent
# Metrics of Kubernetes, not of karto.
FOREIGN = {"kube_deployment_status_condition", "kube_job_status_failed", "kube_pod_container_status_restarts_total",
           "container_cpu_usage_seconds_total", "container_memory_working_set_bytes"}


def rules():
    return [r for g in kit.one(kit.render(*kit.PRODUCTION, "monitored"), "PrometheusRule")["spec"]["groups"] for r in g["rules"]]


def dashboard():
    return json.loads(kit.one(kit.render(*kit.PRODUCTION, "monitored"), "ConfigMap", "-dashboard")["data"]["karto.json"])


def plain(query):
    """A query of the dashboard with its variables filled in."""
    for variable, value in (("$__rate_interval", "5m"), ("$namespace", "maps"), ("$release", "karto")):
        query = query.replace(variable, value)
    return query


def queries():
    yield from ((r.get("alert") or r["record"], r["expr"]) for r in rules())
    for panel in dashboard()["panels"]:
        for target in panel.get("targets", []):
            yield f"panel {panel['title']}", plain(target["expr"])


def metrics_of_karto():
    """Names as they are scraped, from where karto registers them."""
    source = (ROOT / "src/telemetry/metrics/mod.rs").read_text()
    types = dict(re.findall(r"pub (\w+): ([^\n]+),\n", source))
    names = {f"karto_{name}_info" for name in re.findall(r'registry\.register\("(\w+)", "[^"]*", Info', source)}
    for field, method, unit, name in re.findall(r'let (\w+) =\s*r\.(\w+)\(\s*(?:Unit::(\w+),\s*)?"(\w+)"', source):
        base = f"karto_{name}" + (f"_{unit.lower()}" if unit else "")
        if method == "times":
            names |= {f"{base}_seconds{suffix}" for suffix in ("_bucket", "_count", "_sum")}
        elif "Counter" in types[field]:
            names.add(base + "_total")
        else:
            names.add(base)
    return names


class Monitoring(unittest.TestCase):
    def test_every_metric_that_is_asked_for_is_one_that_karto_has(self):
        have = metrics_of_karto()
        self.assertIn("karto_requests_total", have)
        for name, query in queries():
            for metric in set(re.findall(r"\b(?:karto|kube|container)_\w+", re.sub(r'"[^"]*"|\{|\}|karto_release', " ", query))):
                with self.subTest(query=name):
                    self.assertIn(metric, have | FOREIGN)

    def test_the_autoscaler_asks_for_a_metric_that_karto_has(self):
        metrics = kit.one(kit.render(*kit.PRODUCTION, "autoscaled"), "HorizontalPodAutoscaler")["spec"]["metrics"]
        self.assertLessEqual({m["pods"]["metric"]["name"] for m in metrics if m["type"] == "Pods"}, metrics_of_karto())

    def test_every_query_is_promql(self):
        try:
            import promql_parser
        except ImportError:
            self.skipTest("promql-parser is not installed: run tests/ci/30-chart.sh")
        for name, query in queries():
            with self.subTest(query=name):
                promql_parser.parse(query)

    def test_every_alert_has_a_runbook_entry_and_every_entry_an_alert(self):
        alerts = {r["alert"] for r in rules() if "alert" in r}
        entries = set(re.findall(r"^### (Karto\w+)$", (ROOT / "docs/runbook.md").read_text(), re.M))
        self.assertEqual(alerts, entries)
        for rule in rules():
            if "alert" in rule:
                self.assertTrue(rule["annotations"]["runbook_url"].endswith("docs/runbook.md#" + rule["alert"].lower()))
                self.assertIn(rule["labels"]["severity"], ("critical", "warning", "info"))
                self.assertRegex(rule["annotations"]["summary"], r"\(maps/karto\)$")

    def test_every_alert_is_documented(self):
        text = (ROOT / "docs/monitoring.md").read_text()
        for rule in rules():
            if "alert" in rule:
                self.assertIn(f"`{rule['alert']}`", text)

    def test_budgets_follow_the_availability_target(self):
        fast = next(r for r in rules() if r.get("alert") == "KartoErrorBudgetBurnsFast")
        self.assertIn("> 0.0072", fast["expr"])

    def test_two_releases_do_not_mix_their_recorded_rules(self):
        for rule in rules():
            if "record" in rule:
                self.assertEqual(rule["labels"]["karto_release"], "maps/karto")
            elif "karto:failed" in rule["expr"]:
                self.assertIn('karto_release="maps/karto"', rule["expr"])

    def test_the_dashboard_is_what_its_script_writes(self):
        before = (kit.CHART / "dashboards/karto.json").read_text()
        subprocess.run([sys.executable, kit.CHART / "dashboards/karto.py"], check=True)
        self.assertEqual((kit.CHART / "dashboards/karto.json").read_text(), before)

    def test_panels_of_the_dashboard_do_not_overlap(self):
        taken = {}
        for panel in dashboard()["panels"]:
            at = panel["gridPos"]
            self.assertLessEqual(at["x"] + at["w"], 24)
            for cell in ((x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])):
                self.assertNotIn(cell, taken, f"{panel['title']} over {taken.get(cell)}")
                taken[cell] = panel["title"]

    def test_the_monitor_selects_the_admin_service(self):
        objects = kit.render(*kit.PRODUCTION, "monitored")
        selector = kit.one(objects, "ServiceMonitor")["spec"]["selector"]["matchLabels"]
        found = [o["metadata"]["name"] for o in objects if o["kind"] == "Service" and selector.items() <= o["metadata"]["labels"].items()]
        self.assertEqual(found, ["karto-admin"])
        ports = kit.one(objects, "Service", "-admin")["spec"]["ports"]
        self.assertEqual(kit.one(objects, "ServiceMonitor")["spec"]["endpoints"][0]["port"], ports[0]["name"])

    def test_the_pod_monitor_selects_the_pods_that_serve(self):
        objects = kit.render("demo", "pod-monitored")
        selector = kit.one(objects, "PodMonitor")["spec"]["selector"]["matchLabels"]
        self.assertEqual([n for n, _, labels in kit.pods(objects) if selector.items() <= labels.items()], ["Deployment karto"])


if __name__ == "__main__":
    unittest.main()
