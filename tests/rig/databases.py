"""Fresh migrated databases by copying: 190 migrations cost ten seconds, a copy a tenth of one.

SQLite: the migrated file is kept in the system's temporary folder, named by a hash of all that made it.
PostgreSQL: a template database in the session's own cluster.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from functools import cache
from importlib import metadata
from itertools import count
from pathlib import Path

from tests.rig.postgres import Cluster

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = "lapak_template"
_numbers = count(1)


@cache
def fingerprint() -> str:
    """Changes with any migration, any trigger text of the guards, any setting (which apps there are) and any installed
    version."""
    digest = hashlib.sha256()
    sources = [
        path
        for folder in ("accounting", "shop", "blog", "site")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in (".py", ".sql")
        and ({"migrations", "guards", "settings"} & set(path.parts) or "guards" in path.name or "chart" in path.name)
    ]
    for path in sorted(sources):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    versions = sorted(f"{d.metadata['Name']}={d.version}" for d in metadata.distributions())
    digest.update("\n".join(versions).encode())
    return digest.hexdigest()[:20]


def migrate(url: str) -> None:
    """In a process of its own: this one's Django already looks at another database."""
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "lapak.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"migrate failed:\n{done.stdout}\n{done.stderr}")


class SQLiteDatabases:
    vendor = "sqlite"

    def __init__(self, folder: Path):
        self.folder = folder

    @cache  # noqa: B019 (one object for the whole session)
    def template(self) -> Path:
        kept = Path(tempfile.gettempdir()) / f"lapak-tests-{os.getuid()}"
        kept.mkdir(mode=0o700, exist_ok=True)
        file = kept / f"{fingerprint()}.sqlite3"
        if not file.exists():
            for old in sorted(kept.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-3]:
                old.unlink()
            self._make(file)
        return file

    def _make(self, file: Path) -> None:
        draft = self.folder / "template.sqlite3"
        migrate(f"sqlite:///{draft}")
        single = self.folder / "single.sqlite3"
        connection = sqlite3.connect(draft)
        connection.execute("VACUUM INTO ?", [str(single)])
        connection.close()
        # Two sessions may do this at once: each moves a whole file into place.
        beside = file.with_suffix(f".{os.getpid()}")
        shutil.copyfile(single, beside)
        beside.replace(file)

    def name(self) -> str:
        return str(self.folder / f"test{next(_numbers)}.sqlite3")

    def url(self, name: str) -> str:
        return f"sqlite:///{name}"

    def fill(self, name: str) -> None:
        """Makes `name` a fresh migrated database, whatever it was before. Nobody may be connected."""
        self.remove(name)
        shutil.copyfile(self.template(), name)

    def remove(self, name: str) -> None:
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(name + suffix).unlink(missing_ok=True)

    def close(self) -> None:
        pass


class PostgresDatabases:
    vendor = "postgresql"

    def __init__(self):
        self.cluster = Cluster()

    @cache  # noqa: B019 (one object for the whole session)
    def template(self) -> str:
        self.cluster.start()
        migrate(self.cluster.create(TEMPLATE))
        return TEMPLATE

    def name(self) -> str:
        return f"test{next(_numbers)}"

    def url(self, name: str) -> str:
        return self.cluster.url(name)

    def fill(self, name: str) -> None:
        template = self.template()
        self.cluster.drop(name)
        self.cluster.create(name, template=template)

    def remove(self, name: str) -> None:
        self.cluster.drop(name)

    def close(self) -> None:
        self.cluster.stop()
