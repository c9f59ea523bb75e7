"""The monitor that raised the alarm on 2023-01-30, Wikimedia's service-checker, rewritten from its description.

It reads `GET /?spec` and requests every example in it, all at once, each within 5 seconds, all within 8. Requests are made
from the description alone; nothing here knows karto. A `{token}` without a value becomes an empty string, as in the original,
but is also recorded: that was the false alarm.
"""
import concurrent.futures
import http.client
import json
import re
import time
import urllib.parse

EACH, ALL = 5.0, 8.0


class Probe:
    """One example: a request and its expected response."""

    def __init__(self, path, method, example, defaults):
        request = example.get("request") or {}
        self.title = example.get("title", "Untitled test")
        self.path, self.method = path, method.upper()
        params = {**defaults, **(request.get("params") or {})}
        tokens = re.findall(r"\{[/+]?(\w+)\}", path)
        self.dropped = [t for t in tokens if t not in params]
        filled = re.sub(r"\{([/+]?)(\w+)\}", lambda m: ("/" if m[1] == "/" and m[2] in params else "") + str(params.get(m[2], "")), path)
        query = urllib.parse.urlencode(request.get("query") or {})
        self.url = filled + ("?" + query if query else "")
        self.headers, self.body = request.get("headers") or {}, request.get("body")
        response = example.get("response") or {}
        self.status, self.expect, self.wanted = response.get("status", 200), response.get("headers") or {}, response.get("body")
        self.seconds, self.problem, self.kind, self.size = 0.0, None, "", 0

    def ask(self, host, port):
        started = time.monotonic()
        try:
            self.problem = self._ask(host, port)
        except (OSError, http.client.HTTPException) as error:
            self.problem = f"{type(error).__name__}: {error}"
        self.seconds = time.monotonic() - started
        return self

    def _ask(self, host, port):
        connection = http.client.HTTPConnection(host, port, timeout=EACH)
        body = json.dumps(self.body) if isinstance(self.body, (dict, list)) else self.body
        connection.request(self.method, self.url, body=body, headers=self.headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        self.kind, self.size = answer.getheader("content-type") or "", len(content)
        if answer.status != self.status:
            return f"status {answer.status}, expected {self.status}: {content[:200]!r}"
        for name, wanted in self.expect.items():
            have = answer.getheader(name)
            if have is None or not matches(have, wanted):
                return f"header {name} is {have!r}, expected {wanted!r}"
        if isinstance(self.wanted, dict):
            # Comparing bodies as JSON is why examples of pictures must not declare one.
            return None if within(self.wanted, json.loads(content)) else f"body {content[:200]!r}, expected {self.wanted!r}"
        return None


def matches(have, wanted):
    wanted = str(wanted)
    if len(wanted) > 1 and wanted[0] == wanted[-1] == "/":
        return re.search(wanted[1:-1], have) is not None
    return have.startswith(wanted)


def within(part, whole):
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(k in whole and within(v, whole[k]) for k, v in part.items())
    return part == whole


def probes(spec):
    """Every example of the description."""
    defaults = spec.get("x-default-params") or {}
    for path, item in spec["paths"].items():
        for method in ("get", "post"):
            operation = item.get(method)
            if operation is None or operation.get("x-monitor", True) is False:
                continue
            examples = operation.get("x-amples")
            if examples is None:
                examples = [{}] if method == "get" else []
            for example in examples:
                yield Probe(path, method, example, defaults)


def read_spec(host, port):
    connection = http.client.HTTPConnection(host, port, timeout=EACH)
    connection.request("GET", "/?spec")
    answer = connection.getresponse()
    if answer.status != 200:
        raise OSError(f"/?spec answers {answer.status}")
    return json.loads(answer.read())


def check(host, port):
    """All probes with their results, and how long they took together."""
    started = time.monotonic()
    todo = list(probes(read_spec(host, port)))
    with concurrent.futures.ThreadPoolExecutor(max_workers=max(1, len(todo))) as pool:
        done = list(pool.map(lambda probe: probe.ask(host, port), todo))
    return done, time.monotonic() - started
