"""Several processes that do one thing at the same moment, again and again, on one database."""

import importlib
import multiprocessing
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection

from tests.concurrency.inside import switch_to

SECONDS = 60


@dataclass(frozen=True)
class Outcome:
    """What became of one act: `error` is the name of the exception, empty when there was none."""

    error: str = ""
    text: str = ""
    value: object = None


def race(*jobs: Sequence[Callable], url: str, patch: str = "") -> list[list[Outcome]]:
    """Each job is done by a process of its own; the first acts of all start together, then the second, and so on.

    Values that the acts return must be picklable. Call it `inside` the database of `url`.
    """
    connection.close()
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(len(jobs))
    crew = [context.Pipe(duplex=False) for _job in jobs]
    processes = [
        context.Process(target=_work, args=(job, barrier, url, patch, pipe[1]))
        for job, pipe in zip(jobs, crew, strict=True)
    ]
    for process in processes:
        process.start()
    for _receive, send in crew:
        send.close()
    try:
        return [receive.recv() for receive, _send in crew]
    finally:
        for process in processes:
            process.join(5)
            process.kill()


def _work(acts, barrier, url, patch, pipe) -> None:
    switch_to(url)
    connection.ensure_connection()
    if patch:
        importlib.import_module(patch)
    outcomes = []
    for act in acts:
        barrier.wait(SECONDS)
        outcomes.append(_outcome(act))
    pipe.send(outcomes)
    connection.close()


def _outcome(act) -> Outcome:
    try:
        return Outcome(value=act())
    except Exception as error:  # noqa: BLE001 (whatever it is, the test judges it)
        return Outcome(type(error).__name__, str(error))
