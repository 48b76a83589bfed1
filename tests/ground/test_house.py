"""Rules about the code itself that no tool of the house checks."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.sqlite_only
ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("accounting", "blog", "shop", "site")
CODE = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")] + [ROOT / "manage.py"]
TEXT_ENDINGS = {".py", ".html", ".md", ".toml", ".txt", ".css", ".js", ".po", ".sh", ".yml", ".json", ""}


def git(*arguments) -> subprocess.CompletedProcess:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def in_repository() -> list[Path]:
    listed = git("ls-files", "--cached", "--others", "--exclude-standard").stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def lines_with(pattern: str, paths) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if found.search(line)
    ]


def test_site_is_a_folder_and_no_package():
    assert not (ROOT / "site" / "__init__.py").exists()


def test_git_ignores_nothing_of_the_site():
    files = [str(path.relative_to(ROOT)) for path in (ROOT / "site").rglob("*") if path.suffix != ".pyc"]
    files = [name for name in files if "__pycache__" not in name]
    assert "site/lapak/urls.py" in files
    assert git("check-ignore", "--no-index", *files).stdout == ""


@pytest.mark.parametrize(
    "pattern",
    [
        r"cache_page|UpdateCacheMiddleware|FetchFromCacheMiddleware",
        r"MAX_IMAGE_PIXELS\s*=\s*None|LOAD_TRUNCATED_IMAGES\s*=\s*True",
        r"[\"']django\.contrib\.admin[\"']|\badmin\.site\b",
        r"\bpickle\b|\byaml\.load\b",
    ],
)
def test_the_code_never_says(pattern):
    assert lines_with(pattern, CODE) == []


def test_only_what_a_payment_service_signs_comes_without_the_token_of_a_form():
    found = {line.partition(":")[0] for line in lines_with(r"csrf_exempt", CODE)}
    assert found == {"shop/payments/notices.py"}


def test_only_a_drawing_of_our_own_is_marked_as_safe():
    assert [line for line in lines_with(r"mark_safe\(|SafeString\(", CODE) if "svg_inline" not in line] == []


def test_templates_carry_no_inline_script_style_or_handler():
    templates = [path for path in (ROOT / "templates").rglob("*.html") if "admin" not in path.parts]
    assert (
        lines_with(r"<script(?![^>]*(src=|type=\"application/ld\+json\"))|<style|\sstyle=|\son[a-z]+=\"", templates)
        == []
    )


def test_nothing_calls_home():
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_ENABLE_WHATS_NEW_BANNER is False
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAILEMBEDS_FINDERS == []


def test_one_person_edits():
    assert settings.WAGTAIL_WORKFLOW_ENABLED is False
    assert settings.WAGTAILADMIN_COMMENTS_ENABLED is False


def test_no_middleware_caches_pages_of_one_visitor_for_another():
    assert [name for name in settings.MIDDLEWARE if "cache" in name.lower() and name.startswith("django.")] == []
    assert settings.SESSION_SAVE_EVERY_REQUEST is False


def test_nothing_in_the_repository_depends_on_a_place_outside():
    # Put together, so that this file does not hold what it looks for.
    outside = ["/" + "work/", r"\." + "library", "/tmp/" + "brief", "/home/[a-z]+/" + "(src|projects)", "sub" + "agent"]
    texts = [path for path in in_repository() if path.suffix in TEXT_ENDINGS]
    assert len(texts) > 50
    assert lines_with("|".join(outside), texts) == []


def test_no_key_or_password_of_a_real_shop_is_in_the_repository():
    assert (
        lines_with(r"BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}", [p for p in in_repository() if p.suffix != ".py"])
        == []
    )
    assert [path.name for path in in_repository() if path.name in (".env", "lapak.sqlite3")] == []
