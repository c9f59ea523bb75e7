"""Containers as processes: what a container runtime does with the chart's pods, as far as it makes a difference to karto.

Each pod has a root of its own that holds what the image holds (the binary, what it is linked to, the demo configuration)
and the ConfigMap at /etc/karto, runs as the image's numeric user, and has an address of its own out of 127.0.0.0/8, so
that all pods use the ports that the chart gives them.
"""
import http.client
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PUBLIC, ADMIN = 6533, 6534
USER = 65532


class Image:
    """The container image: a folder, and how to run it."""

    def __init__(self, folder, binary):
        self.root = pathlib.Path(folder)
        dockerfile = (ROOT / "Dockerfile").read_text()
        # The `base` stage, which both images are made of.
        base = dockerfile.split("FROM scratch AS base")[1].split("\nFROM ")[0]
        self.env = dict(re.findall(r"(KARTO_\w+)=(\S+)", "\n".join(re.findall(r"^ENV (.*)$", base, re.M))))
        (self.root / "usr/local/bin").mkdir(parents=True)
        shutil.copy2(binary, self.root / "usr/local/bin/karto")
        linked = subprocess.run(["ldd", str(binary)], capture_output=True, text=True, check=True).stdout
        for library in re.findall(r"(?:=> )?(/\S+) \(0x", linked):
            target = self.root / library.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(os.path.realpath(library), target)
        (self.root / "etc/karto").mkdir(parents=True)
        (self.root / "etc/nsswitch.conf").write_text("hosts: files dns\n")
        (self.root / "etc/hosts").write_text("127.0.0.1 localhost\n")
        shutil.copy(ROOT / "styles/demo/sources.yaml", self.root / "etc/karto/config.yaml")


def can_change_root():
    """How to enter a root file system: directly as root, else with a user namespace if those are allowed."""
    if os.getuid() == 0:
        return [shutil.which("chroot"), f"--userspec={USER}:{USER}"]
    probe = subprocess.run(["unshare", "--user", "--map-root-user", "--root=/", "true"], capture_output=True, check=False)
    return [shutil.which("unshare"), "--user", "--map-root-user", "--root"] if probe.returncode == 0 else None


class Pod:
    """One container, started from its specification."""

    def __init__(self, image, name, address, folder):
        self.image, self.name, self.address = image, name, address
        self.folder = pathlib.Path(folder) / name
        self.log = self.folder.with_suffix(".log")
        self.process = None

    def start(self, container, environment, files, service=None):
        """`environment` with all references resolved; `files` of the ConfigMap, None where the pod has none; `service` is the
        address behind the name of the Service."""
        if not self.folder.exists():
            shutil.copytree(self.image.root, self.folder, copy_function=os.link)
            if files is not None:
                shutil.rmtree(self.folder / "etc/karto")
                (self.folder / "etc/karto").mkdir()
                for name, text in files.items():
                    (self.folder / "etc/karto" / name).write_text(text)
        if service:
            # A separate file: the others are links to those of the image.
            (self.folder / "etc/hosts").unlink()
            (self.folder / "etc/hosts").write_text(f"127.0.0.1 localhost\n{service} karto karto-admin\n")
        # The pod has no network namespace: its only address stands in for "all addresses".
        merged = {**self.image.env, **{k: self.address if v == "0.0.0.0" else v for k, v in environment.items()}}
        command = [*can_change_root(), str(self.folder), "/usr/local/bin/karto", *container["args"]]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(command, env=merged, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        return self

    def output(self):
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def probe(self, path, timeout):
        """An httpGet probe of the admin port."""
        try:
            connection = http.client.HTTPConnection(self.address, ADMIN, timeout=timeout)
            connection.request("GET", path)
            status = connection.getresponse().status
            connection.close()
            return 200 <= status < 400
        except (OSError, http.client.HTTPException):
            return False

    def exit_code(self):
        return self.process.poll() if self.process else None

    def terminate(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def wait(self, seconds):
        return self.process.wait(timeout=seconds)


def until(what, condition, seconds=120):
    """Waits for a state, and reports which one was not reached."""
    deadline = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.1)
