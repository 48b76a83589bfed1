"""SQLite as Django leaves it: a transaction reads first and asks for the write lock later, when it is too late."""

from django.db import DEFAULT_DB_ALIAS, connections

connections.settings[DEFAULT_DB_ALIAS]["OPTIONS"]["transaction_mode"] = "DEFERRED"
