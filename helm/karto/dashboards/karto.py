#!/usr/bin/env python3
"""Writes the Grafana dashboard karto.json next to this file: panels are rows of one table, their positions are computed."""
import json
import pathlib

PODS = 'namespace="$namespace",pod=~"$release-[a-z0-9]+-[a-z0-9]+"'
# As in templates/prometheusrule.yaml.
FAILED = (
    f'((sum(rate(karto_tile_failures_total{{{PODS},reason!="refused"}}[$__rate_interval])) or vector(0))'
    f' + (sum(rate(karto_shed_total{{{PODS}}}[$__rate_interval])) or vector(0))'
    f' + (sum(rate(karto_requests_total{{{PODS},route!="tile",status=~"5.."}}[$__rate_interval])) or vector(0)))'
    f' / (sum(rate(karto_requests_total{{{PODS}}}[$__rate_interval])) > 0)'
)


def per_second(metric, by="", extra=""):
    group = f" by ({by})" if by else ""
    return f"sum{group} (rate({metric}{{{PODS}{extra}}}[$__rate_interval]))"


def quantile(q, by=""):
    group = ", ".join(filter(None, ["le", by]))
    return f"histogram_quantile({q}, sum by ({group}) (rate(karto_request_duration_seconds_bucket{{{PODS}}}[$__rate_interval])))"


def hits(by=""):
    found = per_second("karto_tiles_total", by, ',cache!="miss"')
    return f'{found} / {per_second("karto_tiles_total", by)}'


# Section -> (title, kind, width, unit, what it means, [(query, legend), …])
SECTIONS = {
    "Now": [
        ("Pods", "stat", 4, "short", "Pods that are scraped.", [(f"count(karto_build_info{{{PODS}}})", "")]),
        ("Requests", "stat", 4, "reqps", "", [(per_second("karto_requests_total"), "")]),
        ("Failed", "stat", 4, "percentunit", "By our fault: tiles that could not be made, requests turned away, other 5xx.", [(FAILED, "")]),
        ("99th percentile", "stat", 4, "s", "Time to answer.", [(quantile(0.99), "")]),
        ("From the cache", "stat", 4, "percentunit", "Share of tiles that did not have to be made.", [(hits(), "")]),
        ("Turned away", "stat", 4, "reqps", "Because queues were full.", [(per_second("karto_shed_total"), "")]),
    ],
    "Requests": [
        ("By status", "timeseries", 12, "reqps", "", [(per_second("karto_requests_total", "status"), "{{status}}")]),
        ("By source and format", "timeseries", 12, "reqps", "", [(per_second("karto_requests_total", "source, format"), "{{source}} {{format}}")]),
        ("Time to answer", "timeseries", 12, "s", "", [(quantile(q), f"p{q * 100:g}") for q in (0.5, 0.9, 0.99)]),
        ("99th percentile by source and format", "timeseries", 12, "s", "", [(quantile(0.99, "source, format"), "{{source}} {{format}}")]),
        ("Sent", "timeseries", 12, "Bps", "", [(per_second("karto_sent_bytes_total"), "bytes")]),
        ("Given up", "timeseries", 12, "reqps", "Clients that left, connections that were cut.",
         [(per_second("karto_abandoned_total"), "left"), (per_second("karto_connections_cut_total", "reason"), "cut: {{reason}}")]),
    ],
    "Tiles": [
        ("By cache state", "timeseries", 12, "reqps", "", [(per_second("karto_tiles_total", "cache"), "{{cache}}")]),
        ("From the cache, by zoom", "timeseries", 12, "percentunit", "", [(hits("zoom"), "z{{zoom}}")]),
        ("Tile failures", "timeseries", 12, "reqps", "", [(per_second("karto_tile_failures_total", "source, reason"), "{{source}}: {{reason}}")]),
        ("Cache", "timeseries", 12, "bytes", "Memory of all pods together.", [(f"sum(karto_cache_bytes{{{PODS}}})", "bytes")]),
    ],
    "Saturation": [
        ("Blocks of tiles to draw", "timeseries", 12, "short", "Waiting, by pod; more than karto.render.queue (256) are turned away.",
         [(f"sum by (pod) (karto_render_queue_depth{{{PODS}}})", "{{pod}}")]),
        ("Blocks being drawn", "timeseries", 12, "short", "By pod; as many as karto.render.workers is all that can be.", [(f"sum by (pod) (karto_render_running{{{PODS}}})", "{{pod}}")]),
        ("Requests worked on", "timeseries", 8, "short", "", [(f"sum by (pod) (karto_requests_in_flight{{{PODS}}})", "{{pod}}")]),
        ("Connections", "timeseries", 8, "short", "", [(f"sum by (pod) (karto_connections{{{PODS}}})", "{{pod}}")]),
        ("Turned away", "timeseries", 8, "reqps", "", [(per_second("karto_shed_total", "reason"), "{{reason}}")]),
        ("CPU", "timeseries", 12, "short", "Cores, by pod.", [(f'sum by (pod) (rate(container_cpu_usage_seconds_total{{{PODS},container="karto"}}[$__rate_interval]))', "{{pod}}")]),
        ("Memory", "timeseries", 12, "bytes", "Working set, by pod.", [(f'sum by (pod) (container_memory_working_set_bytes{{{PODS},container="karto"}})', "{{pod}}")]),
    ],
    "Sources and deployment": [
        ("Sources that answer", "timeseries", 8, "percentunit", "Share of pods that reach the source.", [(f"avg by (source) (karto_source_up{{{PODS}}})", "{{source}}")]),
        ("Failures of databases", "timeseries", 8, "ops", "By server.", [(per_second("karto_database_failures_total", "host"), "{{host}}")]),
        ("Panics", "timeseries", 8, "short", "Bugs that a request met; the others are not touched.", [(f"sum(increase(karto_crashes_total{{{PODS}}}[$__rate_interval]))", "panics")]),
        ("Configurations", "timeseries", 8, "short", "Pods by the hash of what they serve; more than one line is a rollout.", [(f"count by (hash) (karto_config_hash{{{PODS}}})", "{{hash}}")]),
        ("Versions", "timeseries", 8, "short", "Pods by version; more than one line is a rollout.", [(f"count by (version) (karto_build_info{{{PODS}}})", "{{version}}")]),
        ("Start", "timeseries", 8, "ms", "From start to ready, by pod.", [(f"karto_start_milliseconds{{{PODS}}}", "{{pod}}")]),
    ],
}

HEIGHT = {"stat": 4, "timeseries": 8}


def panel(number, place, title, kind, width, unit, meaning, queries):
    x, y = place
    extra = {
        "stat": {"options": {"reduceOptions": {"calcs": ["lastNotNull"]}, "colorMode": "none", "graphMode": "area"}},
        "timeseries": {"options": {"legend": {"displayMode": "list", "placement": "bottom"}, "tooltip": {"mode": "multi", "sort": "desc"}}},
    }[kind]
    return {
        "id": number, "type": kind, "title": title, "description": meaning,
        "datasource": {"type": "prometheus", "uid": "$datasource"},
        "gridPos": {"x": x, "y": y, "w": width, "h": HEIGHT[kind]},
        "fieldConfig": {"defaults": {"unit": unit, "min": 0, "custom": {"fillOpacity": 10, "showPoints": "never"}}, "overrides": []},
        "targets": [
            {"refId": chr(ord("A") + i), "expr": query, "legendFormat": legend, "datasource": {"type": "prometheus", "uid": "$datasource"}}
            for i, (query, legend) in enumerate(queries)
        ],
        **extra,
    }


def panels():
    number, y = 0, 0
    for section, rows in SECTIONS.items():
        number += 1
        yield {"id": number, "type": "row", "title": section, "collapsed": False, "panels": [], "gridPos": {"x": 0, "y": y, "w": 24, "h": 1}}
        x, y = 0, y + 1
        for row in rows:
            if x + row[2] > 24:
                x, y = 0, y + HEIGHT[row[1]]
            number += 1
            yield panel(number, (x, y), *row)
            x += row[2]
        y += HEIGHT[rows[-1][1]]


def variable(name, query, regex=""):
    return {
        "name": name, "type": "query", "datasource": {"type": "prometheus", "uid": "$datasource"},
        "query": {"query": query, "refId": name}, "definition": query, "regex": regex, "refresh": 2, "sort": 1,
    }


DASHBOARD = {
    "uid": "karto", "title": "karto", "tags": ["karto", "maps"], "schemaVersion": 39, "editable": True,
    "time": {"from": "now-6h", "to": "now"}, "refresh": "1m", "timezone": "utc",
    "templating": {"list": [
        {"name": "datasource", "type": "datasource", "query": "prometheus", "label": "Prometheus"},
        variable("namespace", "label_values(karto_build_info, namespace)"),
        variable("release", 'label_values(karto_build_info{namespace="$namespace"}, pod)', "/^(.*)-[a-z0-9]+-[a-z0-9]+$/"),
    ]},
    "annotations": {"list": []},
    "panels": list(panels()),
}

target = pathlib.Path(__file__).with_name("karto.json")
target.write_text(json.dumps(DASHBOARD, indent=1, ensure_ascii=False) + "\n")
