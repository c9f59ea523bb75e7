#!/usr/bin/env python3
"""Everything goes wrong at once, under load, and every answer is judged.

    tests/chaos/chaos.py KARTO [--seconds 60] [--report report.md]

Wants PostgreSQL as for the other tests. A database with the test town is killed, stopped and locked; an upstream answers in
22 bad ways; the configuration is reloaded; more clients come than there is capacity for; at last the process is told to stop
while requests are in flight. Fails if an answer is wrong, or later than the deadline of requests, or if connections are cut,
or if memory, files or connections have grown.
"""
import argparse
import os
import pathlib
import shlex
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "load")]

import measure
from clients import Clients
from upstream import KINDS, Upstream

REQUEST_TIMEOUT = 8
# Of the machine, which the clients and the database use up.
SLACK = 2

CONFIG = """
services:
  - name: karto
    conf:
      interface: 127.0.0.1
      karto:
        memory: 300MiB
        limits: {{requestTimeout: {timeout}s, patience: 4s}}
        render: {{deadline: {timeout}s}}
        cache: {{fresh: 2s, staleWhileRevalidate: 2s, staleIfError: 30s, negative: 1s}}
        answers: {{upstreamErrorsAs5xx: true}}
      sources:
        up:
          uri: http://127.0.0.1:{upstream}/{{z}}/{{x}}/{{y}}.pbf
          public: true
          formats: [pbf, json]
          params: {{timeout: 2s, retries: 1}}
        names: {{uri: 'babel://', params: {{source: {{ref: up}}, tag: name, defaultLanguage: local}}}}
        map:
          public: true
          formats: [png, webp]
          scales: [2]
          uri: style:///embedded/osm-bright
          params: {{source: {{ref: names}}}}
        db:
          public: true
          formats: [pbf]
          uri: postgis://
          params:
            url: {{ env(KARTO_DATABASE_URL) }}
            pool_size: 4
            layers:
              - id: places
                sql: SELECT ST_AsMVTGeom(way, !BBOX!) AS geom FROM chaos WHERE way && !BBOX!
"""


class Database:
    """The throw-away PostgreSQL of tests/postgis."""

    def __init__(self):
        text = subprocess.run([HERE.parent / "postgis/start"], check=True, stdout=subprocess.PIPE, text=True).stdout
        self.environment = dict(part.split("=", 1) for part in shlex.split(text.removeprefix("export ")))
        self.folder = pathlib.Path(self.environment["KARTO_POSTGIS_DIR"])
        self.url = self.environment["KARTO_DATABASE_URL"]
        self.sql("CREATE TABLE chaos AS SELECT ST_SetSRID(ST_MakePoint(random() * 4e7 - 2e7, random() * 4e7 - 2e7), 3857)"
                 "::geometry(Point, 3857) AS way FROM generate_series(1, 20000); CREATE INDEX ON chaos USING gist (way)")

    def psql(self, sql):
        return ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", self.url, "-c", sql]

    def sql(self, sql):
        return subprocess.run(self.psql(sql), check=True, capture_output=True, text=True).stdout.strip()

    def lock(self, seconds):
        return subprocess.Popen(self.psql(f"BEGIN; LOCK TABLE chaos; SELECT pg_sleep({seconds})"), stdout=subprocess.DEVNULL)

    def processes(self):
        postmaster = int((self.folder / "data/postmaster.pid").read_text().splitlines()[0])
        children = pathlib.Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        return [postmaster, *map(int, children)]

    def signal(self, number):
        for process in self.processes():
            try:
                os.kill(process, number)
            except ProcessLookupError:
                pass

    def kill(self):
        self.signal(signal.SIGKILL)

    def start(self):
        port = self.url.rpartition(":")[2].partition("/")[0]
        as_server = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder} -c fsync=off"
        command = [(self.folder / "bin").read_text().strip() + "/pg_ctl", "-D", self.folder / "data", "-l",
                   self.folder / "data/log", "-w", "-t", "60", "-o", options, "start"]
        subprocess.run([*as_server, *command], check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

    def stop(self):
        subprocess.run([HERE.parent / "postgis/stop"], env={**os.environ, **self.environment}, check=False)


def files(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def until_recovered(karto, seconds=20):
    """Seconds until tiles of every source are answered with 200 again."""
    begun = time.monotonic()
    for path in ("/db/12/2100/1400.pbf", "/up/7/30/30.pbf", "/map/7/30/30.png"):
        while karto.get(path)[0] != 200:
            if time.monotonic() - begun > seconds:
                sys.exit(f"{path} is not answered {seconds} s after everything works again")
            time.sleep(0.1)
    return time.monotonic() - begun


def disasters(karto, database, seconds):
    """Lets things go wrong, one after another, for so many seconds."""
    end, done = time.monotonic() + seconds, dict.fromkeys(["killed", "stopped", "locked", "overloaded", "reloaded"], 0)
    while time.monotonic() < end:
        for disaster in done:
            if time.monotonic() > end:
                break
            match disaster:
                case "killed":
                    database.kill()
                    time.sleep(2)
                    database.start()
                case "stopped":
                    database.signal(signal.SIGSTOP)
                    time.sleep(7)
                    database.signal(signal.SIGCONT)
                case "locked":
                    lock = database.lock(7)
                    lock.wait()
                case "overloaded":
                    crowd = Clients(karto.port, 100, REQUEST_TIMEOUT + SLACK)
                    time.sleep(5)
                    crowd.stop()
                    yield crowd
                case "reloaded":
                    os.kill(karto.pid, signal.SIGHUP)
            done[disaster] += 1
            time.sleep(1)
    yield done


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary", type=pathlib.Path)
    arguments.add_argument("--seconds", type=float, default=60)
    arguments.add_argument("--report", type=pathlib.Path)
    arguments = arguments.parse_args()
    upstream, database = Upstream(), Database()
    with tempfile.TemporaryDirectory() as folder:
        config = pathlib.Path(folder, "config.yaml")
        config.write_text(CONFIG.format(upstream=upstream.server_port, timeout=REQUEST_TIMEOUT))
        log = open(pathlib.Path(folder, "log"), "wb")
        port, admin = measure.free_port(), measure.free_port()
        command = [arguments.binary, "serve", "-c", config, "--port", str(port), "--admin-port", str(admin)]
        try:
            with measure.Server(command, port, log, env={**os.environ, **database.environment}) as karto:
                karto.first("/robots.txt")
                report(karto, database, upstream, arguments)
        finally:
            database.stop()


def report(karto, database, upstream, arguments):
    deadline = REQUEST_TIMEOUT + SLACK
    clients = Clients(karto.port, 12, deadline)
    time.sleep(5)
    before = measure.rss_mib(karto.pid), files(karto.pid)
    *crowds, done = disasters(karto, database, arguments.seconds)
    clients.stop()
    upstream.all_good = True
    recovered = until_recovered(karto)
    # Connections and threads of the crowd are gone, and the database's are in the pool.
    time.sleep(3)
    after = measure.rss_mib(karto.pid), files(karto.pid)
    connections = int(database.sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'karto'"))
    # The end, with requests in flight.
    last = Clients(karto.port, 12, deadline)
    time.sleep(1)
    last.draining = True
    karto.process.send_signal(signal.SIGTERM)
    status = karto.process.wait(30)
    last.stop()
    everyone = [clients, *crowds, last]
    statuses = sum((each.statuses for each in everyone), type(clients.statuses)())
    wrong = [line for each in everyone for line in each.wrong]
    late = [line for each in everyone for line in each.late]
    lines = [
        "| | |", "|---|---|",
        f"| seconds | {arguments.seconds:.0f} |",
        f"| PostgreSQL killed, stopped, locked | {done['killed']}, {done['stopped']}, {done['locked']} |",
        f"| overloads, reloads | {done['overloaded']}, {done['reloaded']} |",
        f"| ways in which the upstream answered | {sum(count > 0 for count in upstream.counts.values())} of {len(KINDS)} |",
        f"| requests | {sum(statuses.values()):,} |",
        *(f"| answered with {status} | {count:,} |" for status, count in sorted(statuses.items())),
        f"| wrong answers | {len(wrong)} |",
        f"| answers past the deadline of {REQUEST_TIMEOUT} s | {len(late)} |",
        f"| slowest answer | {max(each.slowest for each in everyone):.1f} s |",
        f"| recovered after | {recovered:.1f} s |",
        f"| resident memory before and after | {before[0]:.0f} and {after[0]:.0f} MiB |",
        f"| open files before and after | {before[1]} and {after[1]} |",
        f"| connections to the database | {connections} |",
        f"| status after SIGTERM | {status} |",
    ]
    print("\n".join(lines))
    if arguments.report:
        arguments.report.write_text("\n".join(lines) + "\n")
    problems = [*wrong[:20], *late[:20]]
    if after[0] > max(before[0] * 1.5, 345):
        problems.append("the memory has grown")
    if after[1] > before[1] + 20:
        problems.append("the number of open files has grown")
    # A reload opens a pool of its own; the one before is closed.
    if connections > 4:
        problems.append("there are more connections than the pool may have")
    if status != 0:
        problems.append("the process did not end as it should")
    if problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()
