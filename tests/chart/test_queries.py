"""Alerts and panels, evaluated by Prometheus' own engine: an hour of metrics raises the expected alerts and no others."""
import json
import os
import re
import subprocess
import tempfile
import unittest

import kit
from test_monitoring import dashboard, plain, queries, rules

PODS = ("karto-7d9f8b6c5-abcde", "karto-7d9f8b6c5-fghij")
HOURS = 7


def series(metric, step, pod=None, start=0, **labels):
    """A counter that grows by `step` a minute, or with step 0 a gauge that stays at `start`."""
    out = []
    for one in [pod] if pod else PODS:
        inside = ",".join(f'{k}="{v}"' for k, v in {"namespace": "maps", "pod": one, **labels}.items())
        out.append(f"{metric}{{{inside}}} {start}+{step}x{HOURS * 60}")
    return out


def requests(count, seconds=0.05, **labels):
    """`count` responses a minute that take `seconds`."""
    labels = {"route": "tile", "source": "osm-intl", "format": "png", **labels}
    status = labels.pop("status", "200")
    out = series("karto_requests_total", count, status=status, **labels)
    for le in ("0.01", "0.1", "0.5", "1", "2.5", "10", "+Inf"):
        out += series("karto_request_duration_seconds_bucket", count if le == "+Inf" or float(le) >= seconds else 0, le=le, **labels)
    return out


def healthy(version="0.1.0", hits=500, stale=0, requests_a_minute=600, seconds=0.05, up=1):
    return [
        *series("karto_build_info", 0, start=1, version=version),
        *requests(requests_a_minute, seconds),
        *series("karto_tiles_total", hits, source="osm-intl", zoom="12", cache="hit"),
        *series("karto_tiles_total", 600 - hits, source="osm-intl", zoom="12", cache="miss"),
        *series("karto_tiles_total", stale, source="osm-intl", zoom="12", cache="stale-if-error"),
        *series("karto_source_up", 0, start=up, source="osm-db", reason="probe"),
    ]


FAILED = {"source": "osm-intl", "reason": "unavailable"}
BUDGETS = {"KartoErrorBudgetBurnsFast", "KartoErrorBudgetBurns", "KartoErrorBudgetBurnsSlowly"}
# What happens -> (metrics, the alerts it raises). The availability target of these values is 99.95 %.
STORIES = {
    "all is well": (healthy(), set()),
    "what clients do wrong": (healthy() + requests(300, status="400") + series("karto_tile_failures_total", 300, source="osm-intl", reason="refused"), set()),
    "no pod is scraped": ([], {"KartoAbsent"}),
    "the metrics are those of another release": ([line.replace("karto-7d9f8b6c5", "other-karto-7d9f8b6c5") for line in healthy()], {"KartoAbsent"}),
    "one tile in a hundred cannot be made": (healthy() + series("karto_tile_failures_total", 6, **FAILED), BUDGETS),
    "one in two hundred": (healthy() + series("karto_tile_failures_total", 3, **FAILED), BUDGETS - {"KartoErrorBudgetBurnsFast"}),
    "one in a thousand": (healthy() + series("karto_tile_failures_total", 0.6, **FAILED), {"KartoErrorBudgetBurnsSlowly"}),
    "one in a hundred thousand": (healthy() + series("karto_tile_failures_total", 0.006, **FAILED), set()),
    "a page answers 500": (healthy() + requests(30, route="none", status="500"), BUDGETS),
    "a failed tile that is also a 5xx counts once": (healthy() + series("karto_tile_failures_total", 0.006, **FAILED) + requests(0.006, status="502"), set()),
    "requests take two seconds": (healthy(seconds=2), {"KartoSlow"}),
    "one request in twenty is turned away": (healthy() + series("karto_shed_total", 30, reason="requests"), BUDGETS | {"KartoTurnsRequestsAway"}),
    "pictures wait to be drawn": (healthy() + series("karto_render_queue_depth", 0, start=80), {"KartoRenderQueueLong"}),
    "a few pictures wait": (healthy() + series("karto_render_queue_depth", 0, start=8), set()),
    "a database fails again and again": (healthy() + series("karto_database_failures_total", 12, host="db:5432/gis"), {"KartoDatabaseFails"}),
    "a configuration could not be reloaded": (healthy() + series("karto_config_last_reload_successful", 0, start=0), {"KartoReloadRefused"}),
    "a configuration was reloaded": (healthy() + series("karto_config_last_reload_successful", 0, start=1), set()),
    "a request met a bug": (healthy() + series("karto_crashes_total", 0.1), {"KartoCrashes"}),
    "the database is down": (healthy(up=0), {"KartoSourceDown"}),
    "the database is down for one pod": (
        [line for line in healthy() if "karto_source_up" not in line]
        + series("karto_source_up", 0, PODS[0], 1, source="osm-db", reason="probe") + series("karto_source_up", 0, PODS[1], 0, source="osm-db", reason="probe"),
        {"KartoSourceUnreachableFromSomePods"}),
    "old tiles are served": (healthy(stale=60), {"KartoServesStale"}),
    "nothing comes from the cache": (healthy(hits=50), {"KartoCacheMisses"}),
    "nothing comes from the cache, but nobody asks": ([re.sub(r"\+[\d.]+x", "+0x", line) for line in healthy(hits=50)], set()),
    "a rollout in the middle": (healthy() + series("karto_build_info", 0, "karto-aaaaaaaaa-xyzzy", 1, version="0.2.0"), {"KartoVersionsMixed"}),
    "a rollout that does not end": (healthy() + [f'kube_deployment_status_condition{{namespace="maps",deployment="karto",condition="Progressing",status="false"}} 1x{HOURS * 60}'],
                                    {"KartoRolloutStuck"}),
    "a deployment refused": (healthy() + [f'kube_job_status_failed{{namespace="maps",job_name="karto-check"}} 1x{HOURS * 60}'], {"KartoCheckRefused"}),
    "a pod that restarts": (healthy() + series("kube_pod_container_status_restarts_total", 0.2, container="karto"), {"KartoRestarts"}),
}
# Something in every panel.
BUSY = [
    *healthy(stale=1), *series("karto_tile_failures_total", 1, **FAILED), *series("karto_shed_total", 1, reason="requests"),
    *requests(1, route="none", status="500"), *series("karto_sent_bytes_total", 1000), *series("karto_abandoned_total", 1),
    *series("karto_connections_cut_total", 1, reason="drain"), *series("karto_cache_bytes", 0, start=1e6), *series("karto_requests_in_flight", 0, start=3),
    *series("karto_connections", 0, start=9), *series("karto_start_milliseconds", 0, start=80),
    *series("karto_render_queue_depth", 0, start=2), *series("karto_render_running", 0, start=4), *series("karto_config_hash", 0, start=1, hash="2ced064e1d12"),
    *series("karto_database_failures_total", 1, host="db:5432/gis"), *series("karto_crashes_total", 0),
    *series("container_cpu_usage_seconds_total", 30, container="karto"), *series("container_memory_working_set_bytes", 0, start=1e8, container="karto"),
]


def ask(load, questions, minutes=HOURS * 60):
    """Name of a query -> its samples at the end of the scenario."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"load": "\n".join(["load 1m", *(f"  {line}" for line in load)]) if load else "", "minutes": minutes, "queries": questions}, file)
        file.flush()
        done = subprocess.run([os.environ["PROMQL_TEST"]], env={**os.environ, "QUERIES": file.name}, capture_output=True, text=True, check=False)
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    problems = [f"{a['name']}: {a['error']}" for a in answers if a.get("error")]
    if done.returncode or problems or len(answers) != len(questions):
        raise AssertionError("\n".join(problems) or done.stdout + done.stderr)
    return {a["name"]: a["samples"] for a in answers}


@unittest.skipUnless(os.environ.get("PROMQL_TEST"), "needs Prometheus' engine: run tests/ci/30-chart.sh")
class Queries(unittest.TestCase):
    def test_each_story_raises_its_alerts_and_no_others(self):
        recorded = {r["record"]: r["expr"] for r in rules() if "record" in r}
        # Recorded rules are expanded: the engine evaluates a single moment.
        alerts = {r["alert"]: re.sub(r'(karto:failed:\w+)\{karto_release="maps/karto"\}', lambda m: f"({recorded[m[1]]})", r["expr"]) for r in rules() if "alert" in r}
        raised = set()
        for story, (load, expected) in STORIES.items():
            with self.subTest(story=story):
                found = {name for name, samples in ask(load, alerts).items() if samples}
                self.assertEqual(found, expected)
                raised |= found
        self.assertEqual(raised, set(alerts), "alerts without a story")

    def test_every_panel_shows_something(self):
        panels = {name: query for name, query in queries() if name.startswith("panel")}
        for name, samples in ask(BUSY, panels).items():
            with self.subTest(panel=name):
                self.assertTrue(samples)
                self.assertFalse([s for s in samples if s["value"] == "NaN"])

    def test_the_figures_of_the_first_row_are_right(self):
        panels = dict(q for q in queries() if q[0].startswith("panel"))
        found = {name: float(samples[0]["value"]) for name, samples in ask(healthy(hits=450) + series("karto_tile_failures_total", 6, **FAILED),
                 {n: panels[f"panel {n}"] for n in ("Pods", "Requests", "Failed", "99th percentile", "From the cache")}).items()}
        self.assertEqual(found["Pods"], 2)
        self.assertAlmostEqual(found["Requests"], 20)
        self.assertAlmostEqual(found["Failed"], 0.01)
        self.assertAlmostEqual(found["From the cache"], 0.75)
        self.assertTrue(0.01 < found["99th percentile"] <= 0.1)


@unittest.skipUnless(os.environ.get("PROMQL_TEST") and os.environ.get("KARTO_BINARY"), "needs Prometheus' engine and karto: run tests/ci/30-chart.sh")
class OnWhatKartoSays(unittest.TestCase):
    """The same queries on metrics that were scraped from a real karto, minutes apart."""

    # Not karto's own, or of a database that this karto does not have.
    ELSEWHERE = re.compile("container_|karto_database_failures_total")

    @classmethod
    def setUpClass(cls):
        import recording

        cls.recorded = recording.record()

    def test_every_panel_shows_something_and_has_the_labels_of_its_legend(self):
        targets = [(f"{panel['title']} {t['refId']}", t) for panel in dashboard()["panels"] for t in panel.get("targets", []) if not self.ELSEWHERE.search(t["expr"])]
        found = ask(self.recorded, {name: plain(t["expr"]) for name, t in targets}, recording_minutes())
        for name, target in targets:
            with self.subTest(panel=name):
                self.assertTrue(found[name])
                for label in re.findall(r"\{\{(\w+)\}\}", target["legendFormat"]):
                    self.assertTrue(any(label in s["labels"] for s in found[name]), f"no label {label} in {found[name]}")

    def test_the_alerts_read_what_karto_says(self):
        wanted = {r["alert"]: r["expr"] for r in rules() if r.get("alert") in ("KartoAbsent", "KartoSourceDown", "KartoCrashes", "KartoRenderQueueLong")}
        found = ask(self.recorded, wanted, recording_minutes())
        self.assertEqual({name for name, samples in found.items() if samples}, {"KartoSourceDown"})
        self.assertEqual([s["labels"]["source"] for s in found["KartoSourceDown"]], ["gone"])

    def test_all_that_karto_says_is_documented(self):
        documented = (kit.CHART.parent.parent / "docs/monitoring.md").read_text()
        for name in sorted({re.sub(r"_(bucket|sum|count)$", "", line.split("{")[0]) for line in self.recorded}):
            with self.subTest(metric=name):
                self.assertTrue(f"`{name}`" in documented, f"docs/monitoring.md does not name {name}")


def recording_minutes():
    import recording

    return recording.MINUTES


if __name__ == "__main__":
    unittest.main()
