"""The image that the Dockerfile builds, run with a read-only root, as its user, without a way to gain privileges.

Run by tests/ci/40-image.sh, which builds it and sets $IMAGES to the root and configuration of each target. The container is
built directly from kernel features (a mount namespace, a read-only bind mount, chroot, no_new_privs), because a container
engine needs more privileges than CI has; it uses the machine's network, with its own address in 127.0.0.0/8.
"""
import http.client
import json
import os
import pathlib
import shutil
import signal
import ssl
import subprocess
import tempfile
import time
import tomllib
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
IMAGES = json.loads(os.environ.get("IMAGES", "{}"))
VERSION = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]["version"]
PUBLIC, ADMIN = 6533, 6534
OWN = """
sources:
  data: {uri: "pmtiles:///embedded/world"}
  mine: {public: true, formats: [pbf], uri: "overzoom://", params: {source: {ref: data}, maxzoom: 12}}
"""


class Container:
    """One container of an image, as `docker run --read-only [-v FOLDER:/etc/karto]` would start it."""

    number = 0

    def __init__(self, target, *command, mount=None, env=None):
        Container.number += 1
        self.address = f"127.76.4.{Container.number}"
        self.config = IMAGES[target]["config"]
        root = IMAGES[target]["root"]
        # By their paths: PATH is that of the image.
        mounts, setpriv, chroot = (shutil.which(name) for name in ("mount", "setpriv", "chroot"))
        inside = " && ".join([
            f"{mounts} --bind {root} {root}",
            *([f"{mounts} --bind {mount} {root}/etc/karto"] if mount else []),
            f"{mounts} -o remount,ro,bind {root}",
            f'exec {setpriv} --no-new-privs {chroot} --userspec={self.config["User"]} {root} "$@"',
        ])
        variables = {**dict(v.split("=", 1) for v in self.config["Env"]), "KARTO_INTERFACE": self.address, "KARTO_ADMIN_INTERFACE": self.address, **(env or {})}
        call = [shutil.which("unshare"), "--mount", "/bin/sh", "-c", inside, "sh", *self.config["Entrypoint"], *(command or self.config["Cmd"])]
        self.log = tempfile.NamedTemporaryFile("w+", suffix=".log")
        self.started = time.monotonic()
        self.process = subprocess.Popen(call, env=variables, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.log.close()

    def output(self):
        return pathlib.Path(self.log.name).read_text(errors="replace")

    def ask(self, path, port=PUBLIC):
        connection = http.client.HTTPConnection(self.address, port, timeout=20)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.getheader("content-type"), body

    def first(self, path, port=PUBLIC):
        """The first response, and the seconds from the container's start to it."""
        while True:
            try:
                return self.ask(path, port), time.monotonic() - self.started
            except OSError:
                if self.process.poll() is not None:
                    raise AssertionError(f"ended with {self.process.returncode}: {self.output()}") from None
                if time.monotonic() - self.started > 60:
                    raise AssertionError(f"no answer: {self.output()}") from None
                time.sleep(0.002)

    def health(self):
        """The result of the image's HEALTHCHECK for this container."""
        test = self.config["Healthcheck"]["Test"]
        assert test[0] == "CMD" and test[1:1 + len(self.config["Entrypoint"])] == self.config["Entrypoint"], test
        with Container("slim", *test[2:], env={"KARTO_INTERFACE": self.address, "KARTO_ADMIN_INTERFACE": self.address}) as check:
            code = check.process.wait(20)
            return code, check.output()


@unittest.skipUnless(IMAGES, "run by tests/ci/40-image.sh")
class Image(unittest.TestCase):
    def test_says_how_it_is_run(self):
        for target, image in IMAGES.items():
            config = image["config"]
            with self.subTest(target=target):
                self.assertEqual(config["User"], "65532:65532")
                self.assertEqual((config["Entrypoint"], config["Cmd"]), (["/usr/local/bin/karto"], ["serve"]))
                self.assertEqual(config["StopSignal"], "SIGTERM")
                self.assertEqual(set(config["ExposedPorts"]), {"6533/tcp", "6534/tcp"})
                self.assertEqual(config["Healthcheck"]["Test"], ["CMD", "/usr/local/bin/karto", "health"])
                self.assertEqual(config["Labels"]["org.opencontainers.image.version"], VERSION)
                self.assertIn("org.opencontainers.image.revision", config["Labels"])

    def test_holds_nothing_to_run_but_karto(self):
        for target, image in IMAGES.items():
            root = pathlib.Path(image["root"])
            runnable = sorted(str(p.relative_to(root)) for p in root.rglob("*") if p.is_file() and not p.is_symlink() and os.access(p, os.X_OK) and p.stat().st_mode & 0o111)
            with self.subTest(target=target):
                self.assertEqual([r for r in runnable if ".so" not in r], ["usr/local/bin/karto"])
                setuid = [p for p in root.rglob("*") if not p.is_symlink() and p.stat().st_mode & 0o6000]
                self.assertEqual(setuid, [])

    def test_trusts_the_distributions_authorities(self):
        for target, image in IMAGES.items():
            with self.subTest(target=target):
                context = ssl.create_default_context(cafile=str(pathlib.Path(image["root"]) / "etc/ssl/certs/ca-certificates.crt"))
                self.assertGreater(len(context.get_ca_certs()), 100)

    def test_shows_the_world_without_being_told_anything(self):
        with Container("slim") as container:
            (status, kind, body), seconds = container.first("/karto/0/0/0.png")
            self.assertEqual((status, kind, body[:4]), (200, "image/png", b"\x89PNG"))
            print(f"\nslim: container start to first tile (a picture, drawn): {seconds * 1000:.0f} ms")
            self.assertEqual(container.ask("/live", ADMIN)[0], 200)
            self.assertEqual(container.ask("/ready", ADMIN)[0], 200)

    def test_runs_as_its_user_without_a_right_to_more(self):
        with Container("slim") as container:
            container.first("/live", ADMIN)
            status = pathlib.Path(f"/proc/{container.process.pid}/status").read_text()
            self.assertRegex(status, r"Uid:\s+65532\s+65532")
            self.assertRegex(status, r"CapEff:\s+0+\n")
            self.assertRegex(status, r"NoNewPrivs:\s+1")
            mounts = pathlib.Path(f"/proc/{container.process.pid}/mountinfo").read_text()
            # The root's own line: its mount point is / as the process sees it.
            self.assertRegex(mounts, r" / ro[ ,]")

    def test_a_configuration_at_etc_karto_is_the_one_it_serves(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder).chmod(0o755)
            (pathlib.Path(folder) / "config.yaml").write_text(OWN)
            with Container("slim", mount=folder) as container:
                self.assertEqual(container.first("/mine/0/0/0.pbf")[0][0], 200)
                self.assertEqual(container.ask("/karto/0/0/0.png")[0], 400)
            with Container("slim", "check", mount=folder) as container:
                self.assertEqual(container.process.wait(20), 0, container.output())

    def test_a_mount_without_a_configuration_does_not_become_the_demo(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder).chmod(0o755)
            with Container("slim", mount=folder) as container:
                self.assertNotEqual(container.process.wait(20), 0)
                self.assertIn("/etc/karto/config.yaml", container.output())

    def test_its_healthcheck_tells_alive_from_dead(self):
        with Container("slim") as container:
            container.first("/live", ADMIN)
            code, said = container.health()
            self.assertEqual(code, 0, said)
            container.process.send_signal(signal.SIGTERM)
            self.assertEqual(container.process.wait(70), 0, container.output())
            code, said = container.health()
            self.assertEqual(code, 1, said)

    def test_the_full_one_has_fonts_for_chinese_japanese_and_korean(self):
        if "full" not in IMAGES:
            self.skipTest("the full image was not built")
        root = pathlib.Path(IMAGES["full"]["root"])
        self.assertTrue(list(root.rglob("NotoSansCJK*")))
        self.assertIn("KARTO_FONTS=/usr/share/fonts", IMAGES["full"]["config"]["Env"])
        with Container("full") as container:
            (status, _, body), seconds = container.first("/karto/4/14/6.png?lang=ja")
            self.assertEqual((status, body[:4]), (200, b"\x89PNG"))
            print(f"\nfull: container start to first tile (a picture, drawn): {seconds * 1000:.0f} ms")


if __name__ == "__main__":
    if shutil.which("setpriv") is None or os.getuid() != 0:
        raise SystemExit("test_container: needs root and setpriv")
    unittest.main()
