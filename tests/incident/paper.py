"""A deployment without a cluster: the chart is rendered by the real helm, its hook and its pods are run as what they say,
and pods are replaced as the Deployment's strategy says. The order of a rollout is played here; with a control plane
(cluster.py) it is Kubernetes' own.
"""
import subprocess
import threading

import yaml

from pods import ADMIN, PUBLIC, Pod, until


class Refused(Exception):
    """A change that was not made; the text is what the operator reads."""


def rendered(helm, chart, *arguments):
    """What `helm template` makes of the chart."""
    # A helm built from its module assumes Kubernetes 1.20.
    call = [helm, "template", "karto", str(chart), "--namespace", "maps", "--kube-version", "1.36.3", *arguments]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refused(done.stderr)
    return [o for o in yaml.safe_load_all(done.stdout) if o]


class Paper:
    real = "helm's schema and template, `karto check` and `karto serve` in the image's root under the image's user"
    played = "the order of helm's hooks, the Deployment's rolling update, the Service"

    def __init__(self, helm, chart, image, folder):
        self.helm, self.chart, self.image, self.folder = helm, chart, image, folder
        self.revisions, self.pods, self._ready = [], [], []
        self._lock, self._started = threading.Lock(), 0

    def endpoints(self):
        """Where the Service sends requests now."""
        with self._lock:
            return [(pod.address, PUBLIC) for pod in self._ready]

    def upgrade(self, *arguments, check=True):
        """`helm upgrade --install`; raises with the message that the operator would see."""
        more = [] if check else ["--set", "check.enabled=false"]
        self._apply(rendered(self.helm, self.chart, *arguments, *more))
        return len(self.revisions)

    def rollback(self, revision):
        """`helm rollback`: applies what was stored, rendering nothing."""
        self._apply(self.revisions[revision - 1])
        return len(self.revisions)

    def test(self):
        """`helm test`: runs the release's test pod, whose output it returns."""
        spec = next(o for o in self.revisions[-1] if o["kind"] == "Pod")["spec"]
        pod = self._pod("probe", spec, {}, self.endpoints()[0][0])
        if pod.wait(60):
            raise AssertionError(f"helm test failed:\n{pod.output()}")
        return pod.output()

    def stop(self):
        for pod in self.pods:
            pod.kill()

    def _apply(self, objects):
        named = {(o["kind"], o["metadata"]["name"]): o for o in objects}
        hook = next((o for (kind, name), o in named.items() if kind == "Job" and name.endswith("-check")), None)
        if hook:
            pod = self._pod("check", hook["spec"]["template"]["spec"], named)
            code = pod.wait(hook["spec"]["activeDeadlineSeconds"])
            if code:
                raise Refused(f"pre-upgrade hook karto-check failed, exit code {code}:\n{pod.output()}")
        self.revisions.append(objects)
        self._roll(next(o for o in objects if o["kind"] == "Deployment")["spec"], named)

    def _pod(self, role, spec, named, service=None):
        container = spec["containers"][0]
        maps = [v["configMap"]["name"] for v in spec.get("volumes", []) if "configMap" in v]
        self._started += 1
        pod = Pod(self.image, f"{role}-{self._started}", f"127.76.1.{self._started}", self.folder)
        self.pods.append(pod)
        environment = {e["name"]: e["value"] for e in container.get("env", [])}
        return pod.start(container, environment, named["ConfigMap", maps[0]]["data"] if maps else None, service)

    def _roll(self, spec, named):
        """maxSurge 1, maxUnavailable 0: a pod stops when its successor is ready, never before."""
        template = spec["template"]["spec"]
        probe = template["containers"][0]["startupProbe"]
        old = list(self._ready)
        for n in range(spec["replicas"]):
            pod = self._pod("pod", template, named)
            patience = probe["periodSeconds"] * probe["failureThreshold"]
            until("the new pod is ready or gone", lambda: pod.exit_code() is not None or pod.probe("/ready", probe["timeoutSeconds"]), patience)
            if pod.exit_code() is not None:
                raise Refused(f"{pod.name} does not become ready, exit code {pod.exit_code()}:\n{pod.output()}")
            with self._lock:
                self._ready.append(pod)
                leaving = old.pop(0) if old else None
                if leaving:
                    self._ready.remove(leaving)
            if leaving:
                self._end(leaving, template["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"])
        for pod in old:
            with self._lock:
                self._ready.remove(pod)
            self._end(pod, 3)

    @staticmethod
    def _end(pod, drain):
        # preStop: the pod keeps serving while routes are updated, for as long as the chart says.
        threading.Event().wait(drain)
        pod.terminate()
        code = pod.wait(75)
        if code != 0:
            raise AssertionError(f"{pod.name} ended with {code}, not 0, after SIGTERM:\n{pod.output()}")
