"""What the load scripts share: starting servers, driving them with wrk, reading CPU and memory from /proc.

Figures are comparable within one run only: the machine's other work and clock speed are in all of them.
"""
import contextlib
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")


def need(*programs):
    """Exits with a message if a program is missing."""
    debian = {"wrk": "wrk", "nginx": "nginx-light", "pgbench": "postgresql-contrib", "psql": "postgresql-client"}
    missing = [p for p in programs if not shutil.which(p)]
    if missing:
        names = " ".join(debian.get(p, p) for p in missing)
        sys.exit(f"missing: {', '.join(missing)} (Debian: apt-get install {names})")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def cpu_seconds(pid, children=False):
    """User and system time of a process; with `children` also of those it has waited for."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(f) for f in fields[11 : 15 if children else 13]) / TICKS


def rss_mib(pid):
    """Resident memory of a process and its direct children."""
    family = [pid, *pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    total = 0
    for member in family:
        for line in pathlib.Path(f"/proc/{member}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                total += int(line.split()[1]) / 1024
    return total


class Server:
    """A program that listens on 127.0.0.1:port; stopped at the end of a `with`."""

    def __init__(self, command, port, log=subprocess.DEVNULL, **options):
        self.port = port
        self.started = time.monotonic()
        self.process = subprocess.Popen([str(c) for c in command], stdout=log, stderr=log, stdin=subprocess.DEVNULL, **options)
        self.pid = self.process.pid

    def get(self, path, headers=None):
        """Status, headers (lower case) and body of one request on its own connection."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()

    def first(self, path, patience=60):
        """Seconds from the start to the first answer of 200 for `path`."""
        while True:
            try:
                if self.get(path)[0] == 200:
                    return time.monotonic() - self.started
            except OSError:
                pass
            if self.process.poll() is not None:
                sys.exit(f"{self.process.args[0]} ended with status {self.process.returncode}")
            if time.monotonic() - self.started > patience:
                sys.exit(f"no answer of 200 for {path} within {patience} s")
            time.sleep(0.001)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def karto(binary, config, port, log=subprocess.DEVNULL, **env):
    """`karto serve -c config`; without a configuration the built-in one."""
    command = [binary, "serve"] + (["-c", config] if config else [])
    return Server(command, port, log, env={**os.environ, **env})


def wrk(port, paths, connections, seconds, headers=None):
    """Requests per second and failures, requesting `paths` in order, repeatedly."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        quoted = ",".join(json.dumps(p) for p in paths)
        set_headers = "".join(f"wrk.headers[{json.dumps(k)}]={json.dumps(v)}\n" for k, v in (headers or {}).items())
        # each thread begins at another place of the list
        script.write(
            f"{set_headers}local paths={{{quoted}}}\nlocal threads=0\nlocal i=0\n"
            "function setup(t) t:set('offset', threads*37) threads=threads+1 end\n"
            "function request() i=i+1 return wrk.format('GET', paths[(i+offset)%#paths+1]) end\n"
            "function done(s,l) io.write(string.format('RESULT %f %d %d %f %f\\n', s.requests/s.duration*1e6, s.requests,"
            " s.errors.status+s.errors.connect+s.errors.read+s.errors.timeout, l:percentile(50)/1000, l:percentile(99)/1000)) end\n"
        )
        script.flush()
        threads = min(2, connections)
        command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "-s", script.name]
        output = subprocess.run([*command, f"http://127.0.0.1:{port}/"], check=True, capture_output=True, text=True).stdout
    rate, count, errors, p50, p99 = next(line for line in output.splitlines() if line.startswith("RESULT")).split()[1:]
    return {"rate": float(rate), "count": int(count), "errors": int(errors), "p50": float(p50), "p99": float(p99)}


def read_list(path):
    """The tiles `z/x/y` of a list, one a line."""
    file = pathlib.Path(path)
    if not file.exists():
        sys.exit(f"no tile list {file}: give one with --list, a tile z/x/y a line")
    return file.read_text().split()


def table(header, rows):
    """A Markdown table on standard output."""
    print("| " + " | ".join(header) + " |\n|" + "---|" * len(header))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
