"""A deployment on a real Kubernetes control plane: etcd, kube-apiserver and kube-controller-manager, helm talking to them.

What a node would do is played here: binding pods to it, running their containers as processes (pods.py), probing them,
reporting their state, draining them, and giving out their logs. Deployments, ReplicaSets, Jobs and EndpointSlices are
the work of Kubernetes' own controllers, hooks that of helm, and what may be created is judged by the API server.
"""
import base64
import concurrent.futures
import http.server
import json
import os
import pathlib
import ssl
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

import yaml

from paper import Refused
from pods import PUBLIC, Pod, until

HERE = pathlib.Path(__file__).resolve().parent
PROGRAMS = ("etcd", "kube-apiserver", "kube-controller-manager")
API, ETCD, ETCD_PEER, KUBELET = (int(os.environ.get("KARTO_CLUSTER_PORT", "7640")) + n for n in range(4))
NAMESPACE, TOKEN, NODE = "maps", "replay", "node"
CONTROLLERS = ("deployment-controller", "replicaset-controller", "job-controller", "cronjob-controller", "endpointslice-controller", "serviceaccount-controller",
               "garbage-collector-controller", "namespace-controller", "disruption-controller")


def outside(address):
    """A pod's address as the cluster knows it: Kubernetes does not accept a loopback address for a pod."""
    return address.replace("127.", "10.", 1)


def inside(address):
    """The address of that pod on this machine."""
    return address.replace("10.", "127.", 1)


class Control:
    """The control plane's processes, and its API."""

    def __init__(self, programs, folder):
        self.folder = pathlib.Path(folder) / "control-plane"
        self.folder.mkdir()
        self.processes = []
        self.context = ssl.create_default_context()
        self.context.check_hostname, self.context.verify_mode = False, ssl.CERT_NONE
        self._start(pathlib.Path(programs))

    def _run(self, programs, name, *arguments):
        with open(self.folder / f"{name}.log", "wb") as log:
            process = subprocess.Popen([str(programs / name), *arguments], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        self.processes.append((name, process))

    def _alive(self):
        for name, process in self.processes:
            if process.poll() is not None:
                raise AssertionError(f"{name} ended: {(self.folder / f'{name}.log').read_text(errors='replace')[-3000:]}")
        return True

    def _start(self, programs):
        keys = self.folder / "keys"
        keys.mkdir()
        subprocess.run(["openssl", "genrsa", "-out", str(keys / "accounts.key"), "2048"], check=True, capture_output=True)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(keys / "node.key"), "-out", str(keys / "node.crt"), "-days", "2", "-subj", "/CN=node"],
                       check=True, capture_output=True)
        (keys / "tokens.csv").write_text(f"{TOKEN},admin,admin,system:masters\n")
        self.kubeconfig = self.folder / "kubeconfig"
        self.kubeconfig.write_text(yaml.safe_dump({
            "apiVersion": "v1", "kind": "Config", "current-context": "it",
            "clusters": [{"name": "it", "cluster": {"server": f"https://127.0.0.1:{API}", "insecure-skip-tls-verify": True}}],
            "users": [{"name": "it", "user": {"token": TOKEN}}],
            "contexts": [{"name": "it", "context": {"cluster": "it", "user": "it", "namespace": NAMESPACE}}],
        }))
        etcd = f"http://127.0.0.1:{ETCD}"
        self._run(programs, "etcd", f"--data-dir={self.folder}/data", f"--listen-client-urls={etcd}", f"--advertise-client-urls={etcd}", f"--listen-peer-urls=http://127.0.0.1:{ETCD_PEER}",
                  f"--initial-advertise-peer-urls=http://127.0.0.1:{ETCD_PEER}", f"--initial-cluster=default=http://127.0.0.1:{ETCD_PEER}", "--unsafe-no-fsync")
        self._run(programs, "kube-apiserver", f"--etcd-servers={etcd}", f"--secure-port={API}", "--bind-address=127.0.0.1", "--advertise-address=127.0.0.1", f"--cert-dir={keys}/api",
                  f"--token-auth-file={keys}/tokens.csv", "--authorization-mode=RBAC", "--service-account-issuer=https://kubernetes.default.svc", "--service-cluster-ip-range=10.99.0.0/24",
                  f"--service-account-key-file={keys}/accounts.key", f"--service-account-signing-key-file={keys}/accounts.key", "--endpoint-reconciler-type=none")
        until("the API server is ready", lambda: self._alive() and self._answers("/readyz"), 180)
        self._run(programs, "kube-controller-manager", f"--kubeconfig={self.kubeconfig}", f"--service-account-private-key-file={keys}/accounts.key", "--leader-elect=false", "--secure-port=0",
                  f"--controllers={','.join(CONTROLLERS)}", "--use-service-account-credentials=false")

    def _answers(self, path):
        try:
            self.text("GET", path)
            return True
        except (OSError, urllib.error.HTTPError):
            return False

    def text(self, method, path, body=None, kind="application/json"):
        request = urllib.request.Request(f"https://127.0.0.1:{API}{path}", method=method, data=None if body is None else json.dumps(body).encode(),
                                         headers={"authorization": f"Bearer {TOKEN}", "content-type": kind})
        with urllib.request.urlopen(request, context=self.context, timeout=30) as answer:
            return answer.read().decode()

    def ask(self, method, path, body=None, kind="application/json"):
        return json.loads(self.text(method, path, body, kind))

    def get(self, path):
        """The object, or None if it does not exist."""
        try:
            return self.ask("GET", path)
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return None
            raise

    def stop(self):
        for _, process in reversed(self.processes):
            process.terminate()
        for _, process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class Node:
    """What a node does for its pods. One thread watches all of them; each pod runs in a thread of its own."""

    def __init__(self, control, image, folder, endpoints):
        self.control, self.image, self.folder, self.endpoints = control, image, folder, endpoints
        self.pods, self.threads, self.started = {}, {}, 0
        self.closing = threading.Event()
        self.path = f"/api/v1/namespaces/{NAMESPACE}"
        control.ask("POST", "/api/v1/nodes", {"metadata": {"name": NODE, "labels": {"kubernetes.io/hostname": NODE, "topology.kubernetes.io/zone": "a"}}})
        control.ask("PATCH", f"/api/v1/nodes/{NODE}/status", {"status": {
            "addresses": [{"type": "InternalIP", "address": "127.0.0.1"}, {"type": "Hostname", "address": "127.0.0.1"}],
            "daemonEndpoints": {"kubeletEndpoint": {"Port": KUBELET}}, "conditions": [{"type": "Ready", "status": "True", "reason": "Played"}]}}, "application/merge-patch+json")
        self.logs = self._logs()
        self.watcher = threading.Thread(target=self._watch, daemon=True)
        self.watcher.start()

    def _logs(self):
        """The part of a kubelet that helm uses when a hook fails: a container's log."""
        node = self

        class Logs(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                name = urllib.parse.urlsplit(self.path).path.split("/")[3]
                pod = node.pods.get(name)
                body = pod.output().encode() if pod else b""
                self.send_response(200 if pod else 404)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", KUBELET), Logs)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        keys = self.control.folder / "keys"
        context.load_cert_chain(keys / "node.crt", keys / "node.key")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server

    def _watch(self):
        while not self.closing.is_set():
            try:
                for pod in self.control.ask("GET", f"{self.path}/pods")["items"]:
                    uid = pod["metadata"]["uid"]
                    if uid not in self.threads:
                        self.threads[uid] = threading.Thread(target=self._life, args=(pod,), daemon=True)
                        self.threads[uid].start()
            except OSError:
                pass
            time.sleep(0.1)

    def _current(self, pod):
        now = self.control.get(f"{self.path}/pods/{pod['metadata']['name']}")
        return now if now and now["metadata"]["uid"] == pod["metadata"]["uid"] else None

    def _report(self, pod, phase, running, address, ready=False, restarts=0, state=None):
        name, stamp = pod["spec"]["containers"][0]["name"], time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        flag = lambda yes: "True" if yes else "False"
        status = {
            "phase": phase, "podIP": outside(address), "podIPs": [{"ip": outside(address)}], "hostIP": "127.0.0.1", "startTime": running["since"],
            "conditions": [{"type": t, "status": flag(s), "lastTransitionTime": running["ready"] if t in ("Ready", "ContainersReady") and s else stamp}
                           for t, s in (("PodScheduled", True), ("Initialized", True), ("ContainersReady", ready), ("Ready", ready))],
            "containerStatuses": [{"name": name, "image": pod["spec"]["containers"][0]["image"], "imageID": "played", "ready": ready, "started": ready, "restartCount": restarts,
                                   "state": state or {"running": {"startedAt": running["since"]}}}],
        }
        try:
            self.control.ask("PATCH", f"{self.path}/pods/{pod['metadata']['name']}/status", {"metadata": {"uid": pod["metadata"]["uid"]}, "status": status}, "application/merge-patch+json")
        except urllib.error.HTTPError as error:
            if error.code not in (404, 409):
                raise

    def _needs(self, pod):
        """Environment and files of a container; None while a Secret or ConfigMap that it names is missing."""
        container, environment, files = pod["spec"]["containers"][0], {}, None
        for source in container.get("envFrom", []):
            reference = source.get("configMapRef") or source["secretRef"]
            found = self.control.get(f"{self.path}/{'configmaps' if 'configMapRef' in source else 'secrets'}/{reference['name']}")
            if found is None and not reference.get("optional"):
                return None
            environment |= (found or {}).get("data", {})
        for variable in container.get("env", []):
            if "valueFrom" not in variable:
                environment[variable["name"]] = variable.get("value", "")
            elif "secretKeyRef" in variable["valueFrom"]:
                reference = variable["valueFrom"]["secretKeyRef"]
                secret = self.control.get(f"{self.path}/secrets/{reference['name']}")
                if secret is None or reference["key"] not in secret["data"]:
                    return None
                environment[variable["name"]] = base64.b64decode(secret["data"][reference["key"]]).decode()
        for volume in pod["spec"].get("volumes", []):
            if "configMap" in volume:
                found = self.control.get(f"{self.path}/configmaps/{volume['configMap']['name']}")
                if found is None:
                    return None
                files = found["data"]
        return environment, files

    def _life(self, pod):
        metadata, spec = pod["metadata"], pod["spec"]
        container = spec["containers"][0]
        if not spec.get("nodeName"):
            self.control.ask("POST", f"{self.path}/pods/{metadata['name']}/binding", {"metadata": {"name": metadata["name"]}, "target": {"kind": "Node", "name": NODE}})
        self.started += 1
        address = f"127.76.2.{self.started}"
        mine = self.pods[metadata["name"]] = Pod(self.image, metadata["name"], address, self.folder)
        running = {"since": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "ready": None}
        restarts = 0
        while not self.closing.is_set():
            needs = self._needs(pod)
            now = self._current(pod)
            if now is None or now["metadata"].get("deletionTimestamp"):
                return self._gone(pod)
            if needs is None:
                self._report(pod, "Pending", running, address, restarts=restarts, state={"waiting": {"reason": "CreateContainerConfigError"}})
                time.sleep(0.5)
                continue
            # The cluster's DNS and kube-proxy: the Service's name leads to one of its pods.
            served = self.endpoints() if metadata["labels"].get("app.kubernetes.io/component") == "test" else []
            mine.start(container, *needs, service=served[0][0] if served else None)
            code = self._run(pod, mine, running, restarts)
            if code is None:
                return self._gone(pod)
            terminated = {"exitCode": code, "reason": "Completed" if code == 0 else "Error", "finishedAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
            if spec["restartPolicy"] == "Never":
                self._report(pod, "Failed" if code else "Succeeded", running, address, restarts=restarts, state={"terminated": terminated})
                return None
            restarts += 1
            self._report(pod, "Running", running, address, restarts=restarts, state={"waiting": {"reason": "CrashLoopBackOff", "message": f"exit code {code}"}})
            time.sleep(min(10, 2 ** restarts))
        return None

    def _run(self, pod, mine, running, restarts):
        """Waits until the container exits by itself (returns its exit code) or was stopped (None)."""
        container, spec = pod["spec"]["containers"][0], pod["spec"]
        startup, readiness = container.get("startupProbe"), container.get("readinessProbe")
        ready, reported = False, None
        while True:
            code = mine.exit_code()
            if code is not None:
                return code
            now = self._current(pod)
            if now is None or self.closing.is_set():
                mine.kill()
                return None
            if now["metadata"].get("deletionTimestamp"):
                # preStop, then SIGTERM, then time to finish: what terminationGracePeriodSeconds is for.
                drain = container.get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
                time.sleep(drain)
                mine.terminate()
                code = mine.wait(max(1, spec["terminationGracePeriodSeconds"] - drain))
                if code:
                    raise AssertionError(f"{mine.name} ended with {code}, not 0, after SIGTERM")
                return None
            probe = (readiness if ready else startup) or readiness
            ready = mine.probe(probe["httpGet"]["path"], probe["timeoutSeconds"]) if probe else True
            if ready != reported:
                if ready:
                    running["ready"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
                self._report(pod, "Running", running, mine.address, ready, restarts)
                reported = ready
            time.sleep(0.2)

    def _gone(self, pod):
        try:
            self.control.ask("DELETE", f"{self.path}/pods/{pod['metadata']['name']}", {"kind": "DeleteOptions", "apiVersion": "v1", "gracePeriodSeconds": 0, "preconditions": {"uid": pod["metadata"]["uid"]}})
        except urllib.error.HTTPError as error:
            if error.code not in (404, 409):
                raise

    def stop(self):
        self.closing.set()
        self.watcher.join(10)
        for thread in self.threads.values():
            thread.join(10)
        for pod in self.pods.values():
            pod.kill()
        self.logs.shutdown()


class Cluster:
    real = ("helm with its hooks, revisions and waiting; etcd, kube-apiserver (admission included, Pod Security \"restricted\"), Kubernetes' Deployment, ReplicaSet,\n"
            "        Job and EndpointSlice controllers; `karto check` and `karto serve` in the image's root under the image's user")
    played = "the node: scheduler, kubelet (probes, drain, logs) and kube-proxy; a pod is a process with an address of its own (10.x is 127.x here)"

    def __init__(self, helm, chart, image, folder, programs):
        self.helm, self.chart = helm, chart
        self.control = Control(programs, folder)
        try:
            self.control.ask("POST", "/api/v1/namespaces", {"metadata": {"name": NAMESPACE, "labels": {"pod-security.kubernetes.io/enforce": "restricted"}}})
            until("the namespace has its account", lambda: self.control.get(f"/api/v1/namespaces/{NAMESPACE}/serviceaccounts/default"))
            self.node = Node(self.control, image, folder, self.endpoints)
        except BaseException:
            self.control.stop()
            raise
        self.revision, self.deployments = 0, f"/apis/apps/v1/namespaces/{NAMESPACE}/deployments/karto"

    def endpoints(self):
        """What kube-proxy would know: ready addresses of the Service's EndpointSlices. Queried at most ten times a second."""
        now = time.monotonic()
        if now - getattr(self, "_asked", 0) > 0.1:
            self._asked = now
            slices = self.control.ask("GET", f"/apis/discovery.k8s.io/v1/namespaces/{NAMESPACE}/endpointslices?labelSelector=kubernetes.io/service-name%3Dkarto")["items"]
            self._known = sorted((inside(address), PUBLIC) for s in slices for e in s.get("endpoints") or [] if e["conditions"].get("ready") for address in e["addresses"])
        return self._known

    def _helm(self, *arguments):
        environment = {**os.environ, "KUBECONFIG": str(self.control.kubeconfig), "HELM_NAMESPACE": NAMESPACE}
        done = subprocess.run([self.helm, *arguments], capture_output=True, text=True, check=False, env=environment)
        if done.returncode:
            raise Refused(done.stdout + done.stderr)
        return done.stdout

    def upgrade(self, *arguments, check=True):
        more = [] if check else ["--set", "check.enabled=false"]
        self._helm("upgrade", "--install", "karto", str(self.chart), *arguments, *more)
        self._rolled_out()
        return self.history()[-1]["revision"]

    def test(self):
        """`helm test`, and what its pod printed."""
        return self._helm("test", "karto", "--logs")

    def rollback(self, revision):
        self._helm("rollback", "karto", str(revision))
        self._rolled_out()
        return self.history()[-1]["revision"]

    def history(self):
        return json.loads(self._helm("history", "karto", "-o", "json"))

    def _rolled_out(self):
        """Waits until the Deployment's controller reports the rollout as complete; raises with a pod's last log lines if it fails."""
        def done():
            deployment = self.control.get(self.deployments)
            status, wanted = deployment.get("status", {}), deployment["spec"]["replicas"]
            if status.get("observedGeneration", 0) < deployment["metadata"]["generation"]:
                return False
            for pod in self.control.ask("GET", f"/api/v1/namespaces/{NAMESPACE}/pods?labelSelector=app.kubernetes.io/component%3Dserver")["items"]:
                for container in pod.get("status", {}).get("containerStatuses", []):
                    waiting = container["state"].get("waiting", {})
                    if waiting.get("reason") == "CrashLoopBackOff" and container["restartCount"] >= 2 and not pod["metadata"].get("deletionTimestamp"):
                        name = pod["metadata"]["name"]
                        raise Refused(f"{name}: CrashLoopBackOff, {waiting['message']}; {status.get('availableReplicas', 0)} pods of the revision before are available\n{self.node.pods[name].output()}")
            return all(status.get(k, 0) == wanted for k in ("replicas", "updatedReplicas", "availableReplicas"))
        until("the rollout is done", done, 300)
        until("the Service knows its pods", lambda: len(self.endpoints()) == self.control.get(self.deployments)["spec"]["replicas"])

    def stop(self):
        self.node.stop()
        self.control.stop()
