"""`python -m tests.rig.serve PORT WORKERS`: as `manage.py serve`, patched by the module of LAPAK_TEST_PATCH."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "site"))
    import django

    django.setup()
    from django.apps import apps

    from lapak.management.commands.serve import open_the_window, run

    if apps.is_installed("shop.storefront"):
        open_the_window()
    run(
        host="127.0.0.1",
        port=int(sys.argv[1]),
        workers=int(sys.argv[2]),
        application="tests.rig.wsgi:application",
    )
