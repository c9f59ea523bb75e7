"""What a Kubernetes API server says to every set of values: each object is created as a trial (`dryRun=All`), with
strict fields, Pod Security "restricted", and the real definitions of the custom resources.

Run by tests/ci/50-apiserver.sh, which brings the programs of a control plane.
"""
import os
import pathlib
import sys
import tempfile
import unittest
import urllib.error

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "chart"))
import kit  # noqa: E402
from cluster import NAMESPACE, Control  # noqa: E402
from pods import until  # noqa: E402

CRDS = sorted(pathlib.Path(os.environ.get("SCHEMAS", "/nowhere"), "crds").glob("*.yaml"))


class Accepted(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="karto-accepted-")
        cls.control = Control(os.environ["KARTO_CONTROL_PLANE"], cls.folder.name)
        cls.addClassCleanup(cls.folder.cleanup)
        cls.addClassCleanup(cls.control.stop)
        cls.control.ask("POST", "/api/v1/namespaces", {"metadata": {"name": NAMESPACE, "labels": {"pod-security.kubernetes.io/enforce": "restricted"}}})
        for file in CRDS:
            cls.control.ask("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", yaml.safe_load(file.read_text()))
        until("the namespace has its account", lambda: cls.control.get(f"/api/v1/namespaces/{NAMESPACE}/serviceaccounts/default"))
        cls.paths = {}
        wanted = {o["apiVersion"] for files in kit.VALUE_SETS.values() for o in kit.render(*files)}
        if not CRDS:
            wanted = {v for v in wanted if "." not in v.split("/")[0] or v.split("/")[0].endswith(".k8s.io")}
        for version in wanted:
            root = f"/apis/{version}" if "/" in version else f"/api/{version}"
            for one in until(f"{version} is served", lambda root=root: cls.control.get(root))["resources"]:
                if "/" not in one["name"]:
                    cls.paths[version, one["kind"]] = f"{root}/namespaces/{NAMESPACE}/{one['name']}"

    def create(self, manifest):
        """The API server's response; nothing is stored."""
        return self.control.ask("POST", self.paths[manifest["apiVersion"], manifest["kind"]] + "?dryRun=All&fieldValidation=Strict", manifest)

    def refusal(self, manifest):
        with self.assertRaises(urllib.error.HTTPError) as caught:
            self.create(manifest)
        return caught.exception.read().decode()

    def test_every_object_of_every_set_of_values_is_accepted(self):
        count = 0
        for name, files in kit.VALUE_SETS.items():
            for manifest in kit.render(*files):
                if (manifest["apiVersion"], manifest["kind"]) not in self.paths and not CRDS:
                    continue
                with self.subTest(values=name, kind=manifest["kind"], name=manifest["metadata"]["name"]):
                    try:
                        self.create(manifest)
                        count += 1
                    except urllib.error.HTTPError as error:
                        self.fail(error.read().decode())
        print(f"\n{count} objects of {len(kit.VALUE_SETS)} sets of values accepted by kube-apiserver, custom resources {'included' if CRDS else 'left out'}")

    def test_pods_themselves_pass_the_restricted_standard_and_a_laxer_one_would_not(self):
        pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "trial"}}
        for name, files in kit.VALUE_SETS.items():
            for what, spec, _ in kit.pods(kit.render(*files)):
                # The account and the class are made with the release.
                spec = {k: v for k, v in spec.items() if k not in ("serviceAccountName", "priorityClassName")}
                with self.subTest(values=name, pod=what):
                    self.create({**pod, "spec": {**spec, "restartPolicy": "Never"}})
        self.assertIn("violates PodSecurity", self.refusal({**pod, "spec": {**spec, "restartPolicy": "Never", "securityContext": {}}}))

    def test_a_misspelt_field_is_refused(self):
        deployment = kit.one(kit.render("demo"), "Deployment")
        deployment["spec"]["minReadySecond"] = 1
        self.assertIn("minReadySecond", self.refusal(deployment))

    def test_a_configuration_cannot_be_changed_once_it_is_there(self):
        config = kit.one(kit.render(*kit.PRODUCTION), "ConfigMap")
        config["metadata"]["name"] = "one-that-stays"
        path = self.paths["v1", "ConfigMap"]
        self.control.ask("POST", path, config)
        config["data"]["config.yaml"] += "# changed\n"
        with self.assertRaises(urllib.error.HTTPError) as caught:
            self.control.ask("PUT", f"{path}/{config['metadata']['name']}", config)
        self.assertIn("immutable", caught.exception.read().decode())


if __name__ == "__main__":
    unittest.main()
