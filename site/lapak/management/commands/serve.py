import contextlib
import logging
import os
import signal
import time
from importlib import import_module

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.urls import get_resolver
from django.utils.translation import gettext as _

APPLICATION = "lapak.wsgi:application"
MINUTE = 60

logger = logging.getLogger(__name__)


def behind() -> bool:
    """Whether migrations wait to be run."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def bring_up_to_date(*, verbosity: int) -> None:
    """Migrates and fills an empty development shop. Looking first keeps a second start fast."""
    if behind():
        call_command("migrate", interactive=False, verbosity=verbosity)
    if "demo" in get_commands():
        call_command("demo", if_empty=True, pictures=True)


def open_the_window() -> None:
    """Pages that were kept by an earlier server, or before an upgrade, are made anew; new kinds of rows are filled."""
    # Imported here: the bench serves the yardstick, which has none of our models, by `run` below.
    from shop.store import freshness
    from shop.storefront import cards
    from shop.storefront.search.services import reindex

    if cards.complete():
        reindex()
    freshness.changed()


def keep_dates(*, every: float = MINUTE) -> None:
    """Until the server that started this process has ended, in whatever way; `every` in seconds."""
    parent, due = os.getppid(), 0.0
    while os.getppid() == parent:
        if time.monotonic() >= due:
            publish_what_is_due()
            due = time.monotonic() + every
        time.sleep(1)


def publish_what_is_due() -> None:
    """Pages whose date has come, and those whose date is over. A failure is told and is not the last attempt."""
    try:
        call_command("publish_scheduled", verbosity=0)
    # A locked database, a page that cannot be published: the next minute tries again.
    except Exception:
        logger.exception("Pages with a date could not be published")
    finally:
        connections.close_all()


def start_keeping_dates() -> int:
    """In a process of its own, a fork as the workers are; returns its id. Elsewhere than on Unix a timer does it."""
    if not hasattr(os, "fork"):
        return 0
    connections.close_all()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        with contextlib.suppress(SystemExit):
            keep_dates()
        os._exit(0)
    return child


def run(*, host: str, port: int, workers: int, application: str = APPLICATION) -> None:
    """Serves until it is told to stop. One thread a worker: threads cost more than they bring, and SQLite has one
    writer anyway. A worker that dies is started again."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # Imported here once, each worker starts at once with shared memory, and a mistake ends the server, not a worker.
    import_module(application.partition(":")[0])
    _ = get_resolver().url_patterns
    # Workers are forks: an open connection shared by two processes would corrupt either's work.
    connections.close_all()
    Granian(
        application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


def _end(child: int) -> None:
    if child:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(child, signal.SIGTERM)
            os.waitpid(child, 0)


class Command(BaseCommand):
    help = "Serves the shop with granian, the production server. HOST, PORT and WORKERS are read from the environment."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--workers", type=int, default=int(os.environ.get("WORKERS") or 2))
        parser.add_argument(
            "--prepare",
            action="store_true",
            help="First migrate the database, and load the demo shop when there is none (development settings).",
        )

    def handle(self, *, host, port, workers, prepare, verbosity, **options):
        if prepare:
            bring_up_to_date(verbosity=verbosity)
        elif behind():
            raise CommandError(_("The database is not up to date. Run manage.py migrate first."), returncode=2)
        # Errors end here with exit code 1: a default key, the demo people, a table that is missing its guards.
        self.check(include_deployment_checks=settings.LAPAK_PRODUCTION)
        shown = f"[{host}]" if ":" in host else host
        open_the_window()
        self.stdout.write(f"Lapak: http://{shown}:{port}")
        self.stdout.flush()
        keeper = start_keeping_dates()
        try:
            run(host=host, port=port, workers=workers)
        finally:
            _end(keeper)
