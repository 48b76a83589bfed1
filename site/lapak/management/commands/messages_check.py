import gettext
import os
import subprocess
import sys
import tempfile
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.test.utils import override_settings

from lapak import catalogues

LANGUAGE = "id"
# makemessages would write into any folder named `locale` that it comes across, and beside every file that is no Python:
# static files are being served meanwhile.
IGNORED = ["locale*", ".venv", "static", "staticfiles", "media", "data", "tests", "docs", "bench"]


def catalogue(folder: Path) -> Path:
    return folder / LANGUAGE / "LC_MESSAGES" / "django.po"


def committed_files() -> list[Path]:
    """Ours, and those that fill in what Wagtail has not (django.po for pages, djangojs.po for its scripts)."""
    return [po for folder in settings.LOCALE_PATHS for po in sorted(catalogue(Path(folder)).parent.glob("*.po"))]


def extract(folder: Path) -> Path:
    """Runs gettext over the code, into the catalogue of `folder`; answers its path."""
    (folder / LANGUAGE / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    with override_settings(LOCALE_PATHS=[folder]), redirect_stdout(StringIO()):
        call_command(
            "makemessages", locale=[LANGUAGE], ignore_patterns=IGNORED, no_location=True, no_obsolete=True, verbosity=0
        )
    return catalogue(folder)


def compiled(po: Path, mo: Path) -> None:
    subprocess.run(["msgfmt", "--check-format", "-o", mo, po], check=True)


def meaning(mo: Path) -> dict | None:
    """What a compiled catalogue says; two versions of msgfmt may write the same in other bytes."""
    if not mo.exists():
        return None
    with mo.open("rb") as file:
        texts = gettext.GNUTranslations(file)._catalog
    return {key: text for key, text in texts.items() if key}


def faults() -> list[str]:
    """One line for each thing that is wrong with the committed catalogues."""
    ours = catalogue(Path(settings.LOCALE_PATHS[0]))
    committed = catalogues.read(ours)
    with tempfile.TemporaryDirectory() as folder:
        in_code = catalogues.read(extract(Path(folder)))
    lines = [f"not in the catalogue: {key[1]!r}" for key in in_code if key not in committed]
    lines += [f"no longer in the code: {key[1]!r}" for key in committed if key not in in_code]
    for po in committed_files():
        lines += _faults_of(po)
    return lines


def _faults_of(po: Path) -> list[str]:
    messages = catalogues.read(po).values()
    lines = [f"not translated, or fuzzy: {m.singular!r}" for m in messages if not m.complete]
    lines += [f"placeholders differ: {m.singular!r}" for m in messages if m.complete and not m.keeps_placeholders]
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.mo"
        compiled(po, fresh)
        if meaning(fresh) != meaning(po.with_suffix(".mo")):
            lines.append(f"not compiled: {po.relative_to(settings.ROOT)}")
    return lines


class Command(BaseCommand):
    help = "Names what is missing, fuzzy, left over or not compiled in the Indonesian catalogue (then exit code 1)."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--update", action="store_true", help="Write new messages into the catalogues and compile them."
        )

    def handle(self, *, update, **options):
        os.chdir(settings.ROOT)
        try:
            if update:
                self.update()
            found = faults()
        except (FileNotFoundError, CommandError) as error:
            raise CommandError(f"gettext's tools are needed (apt install gettext): {error}", returncode=2) from error
        for line in found:
            self.stdout.write(line)
        if found:
            self.stdout.write(f"{len(found)} faults in the catalogues; `make messages` brings the files up to date")
            sys.exit(1)

    def update(self):
        extract(Path(settings.LOCALE_PATHS[0]))
        for po in committed_files():
            compiled(po, po.with_suffix(".mo"))
