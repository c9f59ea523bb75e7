"""Clients that send requests without a pause and count failures: what users of the maps would notice."""
import collections
import http.client
import threading
import time


class Load:
    """Clients with connections kept alive to whatever `endpoints()` names now, as a Service would spread them."""

    def __init__(self, endpoints, urls, clients=4, pause=0.02):
        self.endpoints, self.urls, self.pause = endpoints, urls, pause
        self.served, self.failed, self.slowest = collections.Counter(), [], 0.0
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._threads = [threading.Thread(target=self._client, args=(n,), daemon=True) for n in range(clients)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def total(self):
        """Requests so far, answered or failed."""
        with self._lock:
            return sum(self.served.values()) + len(self.failed)

    def wait(self, more, seconds=120):
        """Waits for this many more requests: what follows happens under load."""
        target, deadline = self.total() + more, time.monotonic() + seconds
        while self.total() < target:
            if time.monotonic() > deadline:
                raise AssertionError(f"clients made no {more} requests within {seconds} s")
            time.sleep(0.02)

    def _client(self, turn):
        connection, pod = None, None
        while not self._stop.is_set():
            pods = self.endpoints()
            # A pod that left the Service gets no further requests; every tenth request goes to the next pod.
            if connection and (pod not in pods or turn % 10 == 0):
                connection.close()
                connection = None
            if not connection:
                pod = pods[turn % len(pods)] if pods else None
            turn += 1
            url, started, stays = self.urls[turn % len(self.urls)], time.monotonic(), False
            try:
                if not pod:
                    raise ConnectionError("the Service has no pod")
                connection = connection or http.client.HTTPConnection(*pod, timeout=20)
                connection.request("GET", url, headers={"accept-encoding": "gzip"})
                answer = connection.getresponse()
                body = answer.read()
                stays = not answer.will_close
                problem = None if answer.status == 200 and body else f"{answer.status} {body[:120]!r}"
            except (OSError, http.client.HTTPException) as error:
                problem = f"{type(error).__name__}: {error}"
            if connection and not stays:
                connection.close()
                connection = None
            with self._lock:
                self.slowest = max(self.slowest, time.monotonic() - started)
                if problem:
                    self.failed.append(f"{pod} {url}: {problem}")
                else:
                    self.served[pod] += 1
            time.sleep(self.pause)
