"""A private PostgreSQL server in a temporary folder, reached by its unix socket only."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "64MB",
    # Nothing here outlives the session; a test about power loss asks for Cluster(durable=True).
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "log_min_messages": "fatal",
}
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
NEWEST_FIRST = sorted(
    Path("/usr/lib/postgresql").glob("*/bin"),
    key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0,
    reverse=True,
)


def binary(name: str) -> str | None:
    """Path of a PostgreSQL server program: from PATH, else Debian's newest."""
    folders = [*os.environ.get("PATH", "").split(os.pathsep), *map(str, NEWEST_FIRST)]
    return shutil.which(name, path=os.pathsep.join(folders))


def available() -> bool:
    return all(map(binary, ("initdb", "postgres")))


def _account() -> str | None:
    """initdb refuses root: then the server runs as `postgres`, or as `nobody` where that does not exist."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


class Cluster:
    """One server. `start()` takes about two seconds; `stop()` removes every trace."""

    def __init__(self, *, durable: bool = False):
        self.folder = Path(tempfile.mkdtemp(prefix="lapak-pg-"))
        self.settings = SETTINGS | (DURABLE if durable else {})
        self.process = None

    def start(self) -> "Cluster":
        if self.process:
            return self
        if account := _account():
            shutil.chown(self.folder, account)
        data = self.folder / "data"
        self._run(
            "initdb", f"--pgdata={data}", "--username=lapak", "--auth=trust", "--no-sync",
            "--encoding=UTF8", "--locale=C",
        )  # fmt: skip
        options = [f"-c{name}={value}" for name, value in self.settings.items()]
        self.process = subprocess.Popen([binary("postgres"), "-D", data, "-k", self.folder, *options], **self._child())
        self._wait()
        return self

    def _child(self) -> dict:
        account = _account()
        as_account = {"user": account, "group": pwd.getpwnam(account).pw_gid} if account else {}
        # Its own session: Ctrl-C in the terminal reaches pytest alone, which then stops the server in order.
        return {
            "cwd": self.folder,
            "start_new_session": True,
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
            **as_account,
        }

    def _run(self, name: str, *arguments: str) -> None:
        subprocess.run([binary(name), *arguments], check=True, **self._child())

    def _wait(self, seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while True:
            try:
                self.connect("postgres").close()
                return
            except psycopg.OperationalError:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def url(self, database: str) -> str:
        """As DATABASE_URL wants it."""
        return f"postgres://lapak@{quote(str(self.folder), safe='')}/{database}"

    def connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), user="lapak", dbname=database, autocommit=True)

    def create(self, name: str, *, template: str = "template1") -> str:
        """A fresh database as a copy of `template` (which nobody may be connected to); answers its URL."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        with self.connect("postgres") as connection:
            connection.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return self.url(name)

    def drop(self, name: str) -> None:
        """Removes the database, and whoever is still connected to it."""
        with self.connect("postgres") as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def exists(self, name: str) -> bool:
        with self.connect("postgres") as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return found.fetchone() is not None

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # fast shutdown: do not wait for clients
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=20)
            if self.process.poll() is None:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait(timeout=20)
        self.process = None
        shutil.rmtree(self.folder, ignore_errors=True)
