"""The demo shop, built once in a run: the workers share its database and its pictures, and each live shop gets a copy.

Building it costs twenty seconds, most of them for small pictures; a copy costs a tenth of one. SQLite only: a browser
sees nothing of the database below.
"""

import fcntl
import os
import shutil
import sqlite3
from pathlib import Path

from tests.rig.server import LiveShop

# Of the run, for all its workers: made and removed by the plugin of the first process.
FOLDER = "LAPAK_TEST_DEMO"


class DemoShop(LiveShop):
    """A live shop that begins as the demo shop."""

    def __init__(self, databases, **options):
        super().__init__(databases, **options)
        if databases.vendor != "sqlite":
            raise ValueError("the kept demo shop is a file of SQLite")
        kept = self._kept()
        self.databases.remove(self.database)
        shutil.copyfile(kept / "shop.sqlite3", self.database)
        shutil.copytree(kept / "data", self.data, dirs_exist_ok=True)
        self._say_where_it_is()

    def _kept(self) -> Path:
        kept = Path(os.environ[FOLDER])
        kept.mkdir(mode=0o700, exist_ok=True)
        with (kept / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (kept / "shop.sqlite3").exists():
                self.manage("demo")
                shutil.copytree(self.data, kept / "data")
                connection = sqlite3.connect(self.database)
                connection.execute("VACUUM INTO ?", [str(kept / "shop.sqlite3")])
                connection.close()
        return kept

    def _say_where_it_is(self) -> None:
        """Pages name their own addresses in full: this shop's port is another than that of the first."""
        connection = sqlite3.connect(self.database)
        with connection:
            connection.execute("UPDATE wagtailcore_site SET port = ?", [self.port])
        connection.close()
