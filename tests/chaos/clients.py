"""Clients that judge every answer."""
import collections
import gzip
import http.client
import random
import threading
import time
import zlib

from upstream import tile


class Clients:
    """Threads that request tiles until they are told to stop."""

    def __init__(self, port, count, deadline):
        self.port, self.deadline = port, deadline
        self.stopping = self.draining = False
        self.lock = threading.Lock()
        self.statuses, self.wrong, self.late = collections.Counter(), [], []
        self.cut, self.slowest = 0, 0.0
        self.threads = [threading.Thread(target=self.run, args=(seed,)) for seed in range(count)]
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.stopping = True
        for thread in self.threads:
            thread.join()

    def run(self, seed):
        dice, connection = random.Random(seed), None
        while not self.stopping:
            path = self.path(dice)
            connection = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            begun = time.monotonic()
            try:
                connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
                answer = connection.getresponse()
                body, problem = answer.read(), None
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                connection = None
                with self.lock:
                    if self.draining:
                        return
                    self.cut += 1
                    self.wrong.append(f"{path}: {type(error).__name__}: {error}")
                continue
            took = time.monotonic() - begun
            problem = judged(path, answer, body)
            with self.lock:
                self.statuses[answer.status] += 1
                self.slowest = max(self.slowest, took)
                if problem:
                    self.wrong.append(f"{path}: {answer.status}: {problem}")
                if took > self.deadline:
                    self.late.append(f"{path}: {took:.1f} s")
            if dice.random() < 0.02:
                connection.close()
                connection = None

    @staticmethod
    def path(dice):
        x, y = dice.randrange(24), dice.randrange(24)
        match dice.randrange(10):
            case 0 | 1 | 2: return f"/up/7/{x}/{y}.pbf"
            case 3 | 4: return f"/map/7/{x}/{y}.png?lang={dice.choice(['', 'de', 'xqzz', 'FR'])}"
            case 5: return f"/map/7/{x}/{y}{dice.choice(['@2x', ''])}.{dice.choice(['webp', 'png'])}"
            case 6 | 7: return f"/db/12/{2100 + x}/{1400 + y}.pbf"
            case 8: return f"/up/7/{x}/{y}.json"
            case _: return "/up/info.json"


def judged(path, answer, body):
    """What is wrong with an answer; `None` if nothing is."""
    caching = answer.getheader("Cache-Control") or ""
    if answer.status >= 500:
        if answer.status not in (502, 503, 504):
            return "no answer of a server that works"
        return None if "no-store" in caching else f"a failure that caches keep: {caching}"
    if answer.status == 400:
        return None if b"does not exist" in body else f"the client is not at fault: {body[:80]}"
    if answer.status != 200:
        return "unexpected"
    if answer.getheader("Content-Encoding") == "gzip":
        try:
            body = gzip.decompress(body)
        except (OSError, EOFError, zlib.error) as error:
            return f"broken gzip: {error}"
    kind = path.split("?")[0].rpartition(".")[2]
    media_type = (answer.getheader("Content-Type") or "").split(";")[0]
    if kind == "pbf" and path.startswith("/up/"):
        right = body in (b"", tile(path.removeprefix("/up/").removesuffix(".pbf")))
        return None if right and media_type in ("application/x-protobuf", "application/octet-stream", "") else f"not the tile: {media_type} {body[:60]}"
    if kind == "png":
        return None if body.startswith(b"\x89PNG") and body.endswith(b"IEND\xaeB`\x82") and media_type == "image/png" else "no PNG"
    if kind == "webp":
        return None if body[:4] == b"RIFF" and media_type == "image/webp" else "no WebP"
    return None
