"""`LiveShop`: the shop as it really runs (granian, several processes), on a free port, with data of its own."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class LiveShop:
    """
    `patch` names a module that each server process imports before it serves: a race test takes its guard away with it
    and must then fail (the negative control).

    `.url` without a slash at the end · `.env` of every process · `.manage("doctor", "--json")` · `.stop()` ·
    `.kill9()`, then `.start()` again on the same data · `.log()` what the server wrote.
    """

    def __init__(self, databases, *, workers: int = 2, patch: str = "", env: dict[str, str] | None = None):
        self.databases = databases
        self.workers = workers
        self.data = Path(tempfile.mkdtemp(prefix="lapak-live-"))
        self.database = databases.name()
        databases.fill(self.database)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None
        self.env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.rig.settings",
            "DATABASE_URL": databases.url(self.database),
            "LAPAK_DATA": str(self.data),
            "BASE_URL": self.url,
            "LAPAK_TEST_PATCH": patch,
            **(env or {}),
        }

    def __enter__(self) -> "LiveShop":
        return self.start()

    def __exit__(self, *exc):
        self.stop()

    def start(self) -> "LiveShop":
        with (self.data / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.rig.serve", str(self.port), str(self.workers)],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait()
        return self

    def _wait(self, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while True:
            with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
                if urllib.request.urlopen(f"{self.url}/healthz", timeout=5).status == 200:
                    return
            if self.process.poll() is not None or time.monotonic() > end:
                log = self.log()
                self.stop()
                raise RuntimeError(f"the live shop did not start:\n{log}")
            time.sleep(0.05)

    def log(self) -> str:
        return (self.data / "server.log").read_text(errors="replace")

    def manage(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        """A management command on this shop's database and files; its output as text."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        if check and done.returncode:
            raise RuntimeError(f"manage.py {' '.join(arguments)}:\n{done.stdout}\n{done.stderr}")
        return done

    def _end(self, by: signal.Signals) -> None:
        """The whole process group: the master and its workers."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, by)

    def kill9(self) -> None:
        """As a power cut for the processes: no handler runs."""
        self._end(signal.SIGKILL)
        self.process.wait(timeout=20)

    def stop(self) -> None:
        """Ends the processes and removes data and database. May be called twice."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=15)
        if self.process:
            self._end(signal.SIGKILL)
            self.process.wait(timeout=20)
        self.databases.remove(self.database)
        shutil.rmtree(self.data, ignore_errors=True)
