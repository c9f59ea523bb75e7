"""The metrics of a real karto after requests of every kind, as Prometheus would have recorded them."""
import concurrent.futures
import contextlib
import http.client
import json
import os
import re
import socket
import subprocess
import tempfile
import time

CONFIG = """
sources:
  data: {uri: "pmtiles:///embedded/world"}
  world: {public: true, formats: [pbf], uri: "overzoom://", params: {source: {ref: data}, maxzoom: 12}}
  map: {public: true, formats: [png], scales: [2], maxzoom: 12, uri: "style:///embedded/light", params: {source: {ref: world}}}
  gone: {public: true, uri: "http://127.0.0.1:1/{z}/{x}/{y}.pbf"}
karto:
  limits: {requests: 3}
"""
MINUTES = 30


@contextlib.contextmanager
def karto(config=CONFIG):
    """(public address, admin address) of a karto that serves `config`."""
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/config.yaml", "w") as file:
            file.write(config)
        process = subprocess.Popen([os.environ["KARTO_BINARY"], "serve", "--config", f"{folder}/config.yaml"], env={**os.environ, "KARTO_PORT": "0", "KARTO_ADMIN_PORT": "0"},
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            for line in process.stdout:
                if found := re.search(r'"address":"([^"]+)".*?"admin":"(?:Some\()?([^")]+)', line):
                    break
            else:
                raise AssertionError("karto does not say where it listens")
            # Keeps reading the log, so that karto never blocks on it.
            with concurrent.futures.ThreadPoolExecutor(1) as reader:
                rest = reader.submit(process.stdout.read)
                yield found[1], found[2]
                process.terminate()
                rest.result()
        finally:
            process.kill()
            process.wait()


def ask(address, path):
    with contextlib.closing(http.client.HTTPConnection(address, timeout=30)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")


def use(address, admin):
    """Requests of every kind: cached and uncached tiles, failures, full queues, clients that disconnect or send nonsense."""
    for path in ("/map/0/0/0.png", "/map/0/0/0.png", "/map/1/1/1@2x.png", "/world/1/0/0.pbf", "/world/1/0/0.pbf", "/nothing", "/gone/1/0/0.pbf", "/map/info.json"):
        ask(address, path)
    ask(admin, "/ready")
    host, port = address.rsplit(":", 1)
    for text in (b"GET /map/5/16/10@2x.png HTTP/1.1\r\nHost: a\r\n\r\n", b"\x00\x01 nonsense\r\n\r\n"):
        with socket.create_connection((host, int(port))) as client:
            client.sendall(text)
    with concurrent.futures.ThreadPoolExecutor(24) as crowd:
        deadline = time.monotonic() + 60
        zoom = 2
        # Until a request was turned away: each round draws images that are not in the cache.
        while "karto_shed_total{" not in ask(admin, "/metrics")[1] and time.monotonic() < deadline:
            list(crowd.map(lambda n: ask(address, f"/map/{zoom}/{n % 4}/{n // 4 % 4}@2x.png"), range(24)))
            zoom = zoom + 1 if zoom < 12 else 2


def samples(text):
    """Series -> value."""
    return {m[1]: float(m[2]) for m in re.finditer(r"^(\w+(?:\{.*\})?) (\S+)$", text, re.M)}


def record():
    """Series in promtool's notation: what was scraped before and after, a line between them."""
    with karto() as (address, admin):
        use(address, admin)
        before = samples(ask(admin, "/metrics")[1])
        use(address, admin)
        after = samples(ask(admin, "/metrics")[1])
    lines = []
    for series, value in after.items():
        name, labels = re.match(r"(\w+)(?:\{(.*)\})?$", series).groups()
        labels = ",".join(filter(None, [labels, 'namespace="maps"', 'pod="karto-7d9f8b6c5-abcde"']))
        lines.append(f"{name}{{{labels}}} {before.get(series, 0):.9f}{(value - before.get(series, 0)) / MINUTES:+.9f}x{MINUTES}")
    return lines


if __name__ == "__main__":
    print(json.dumps(record(), indent=1))
