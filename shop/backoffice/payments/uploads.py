"""What was read of a bank file, between its preview and its storing: in private storage, under a random name that only
the uploader's session knows, for a day at most."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from shop.payments.models import BankAccount
from shop.payments.statements import Statement, UnknownTable, keeping

FOLDER = "statement-uploads"
KEPT = timedelta(days=1)
SESSION_KEY = "statement_uploads"


@dataclass(frozen=True, slots=True)
class Upload:
    content: Statement | UnknownTable
    filename: str
    account: BankAccount | None


def keep(
    session, *, content: Statement | UnknownTable, filename: str, account: BankAccount | None, now: datetime
) -> str:
    """The token under which this session, and no other, gets the file back."""
    sweep(now=now)
    token = secrets.token_urlsafe(24)
    storages["private"].save(f"{FOLDER}/{token}", ContentFile(keeping.dumps(content).encode()))
    facts = {"filename": filename[-200:], "account": account and account.pk}
    session[SESSION_KEY] = {**_waiting(session), token: facts}
    return token


def fetch(session, token: str, kind: type = Statement) -> Upload | None:
    """None too when what waits is of another kind."""
    facts = _waiting(session).get(token)
    if facts is None or not storages["private"].exists(f"{FOLDER}/{token}"):
        return None
    with storages["private"].open(f"{FOLDER}/{token}") as file:
        content = keeping.loads(file.read().decode())
    if not isinstance(content, kind):
        return None
    return Upload(content, facts["filename"], BankAccount.objects.filter(pk=facts["account"]).first())


def drop(session, token: str) -> None:
    waiting = _waiting(session)
    if waiting.pop(token, None) is not None:
        storages["private"].delete(f"{FOLDER}/{token}")
        session[SESSION_KEY] = waiting


def sweep(*, now: datetime) -> None:
    """Files that nobody came back for."""
    storage = storages["private"]
    if not storage.exists(FOLDER):
        return
    for name in storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if storage.get_modified_time(path) < now - KEPT:
            storage.delete(path)


def _waiting(session) -> dict:
    return dict(session.get(SESSION_KEY, {}))
