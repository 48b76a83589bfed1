#!/usr/bin/env python
"""Command line of the shop. `site/` goes on the path first: a package of that name would hide Python's own `site`."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lapak.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
