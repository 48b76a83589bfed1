"""Counts wait in the memory of each process; a thread adds them to the table, so that no page waits for it.

What a killed process (kill -9, power cut) had not yet written, some seconds of counts, is lost; a process that ends in
order writes it down.
"""

import logging
import os
import threading
from datetime import date
from multiprocessing.util import Finalize

from django.conf import settings
from django.db import DatabaseError, connection

from shop.visits import services
from shop.visits.sources import Origin

# Different counts that wait: memory is bounded, whatever is sent. Beyond it campaigns are not told apart.
MOST_KEYS = 1000
log = logging.getLogger(__name__)

# Of this process: (day, source, campaign, step) -> how often.
_gathered: dict[tuple, int] = {}
_lock = threading.Lock()
_writer_of = 0


def count(*, step: str, origin: Origin, day: date) -> None:
    key = (day, origin.source, origin.campaign, str(step))
    with _lock:
        if key not in _gathered and len(_gathered) >= MOST_KEYS:
            key = (day, origin.source, "", str(step))
        _gathered[key] = _gathered.get(key, 0) + 1
    _have_a_writer()


def flush() -> None:
    """Write what waits. When that fails it waits on, and the error is the caller's."""
    with _lock:
        taken = dict(_gathered)
        _gathered.clear()
    if not taken:
        return
    try:
        services.add(taken)
    except DatabaseError:
        with _lock:
            for key, number in taken.items():
                _gathered[key] = _gathered.get(key, 0) + number
        raise


def _have_a_writer() -> None:
    """Begun by the first count: a server's workers are forks, and threads do not come along."""
    global _writer_of
    if settings.VISITS_FLUSH_SECONDS and _writer_of != os.getpid():
        _writer_of = os.getpid()
        threading.Thread(target=_write_for_ever, name="visits", daemon=True).start()
        # A server's worker is a fork of multiprocessing, which runs these at its end and no atexit; others run both.
        Finalize(None, _write, exitpriority=10)


def _write_for_ever() -> None:
    pause = threading.Event()
    while not pause.wait(settings.VISITS_FLUSH_SECONDS):
        _write()


def _write() -> None:
    try:
        flush()
    except DatabaseError:
        log.warning("Visits could not be written; they wait", exc_info=True)
    finally:
        connection.close()
