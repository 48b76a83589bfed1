"""Statements of thousands of rows: the script hears where to go, the preview stays small and its memory bounded."""

import tracemalloc

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from shop.backoffice.payments import statements
from shop.payments.models import StatementLine
from tests import build
from tests.backoffice.reading import text
from tests.bench.desk import as_csv, rows

pytestmark = pytest.mark.django_db
ROWS = 5_000
PREVIEW_MEMORY = 6 * 1024  # bytes for each row, from the upload to the page


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(tmp_path, settings):
    options = {"location": tmp_path, "base_url": None}
    private = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"private": private}


def upload(client, count, **headers):
    file = SimpleUploadedFile("mutasi.csv", as_csv(rows(count)))
    data = {"file": file, "account": build.bank_account().pk}
    return client.post(reverse("check_payments:upload"), data, headers=headers)


def test_the_script_is_told_where_to_go_on(owner):
    answer = upload(owner, 2, accept="application/json")

    assert answer.status_code == 200
    assert "2 new" in text(owner.get(answer.json()["url"]))


def test_the_script_gets_the_page_with_its_sentence_when_the_file_is_wrong(owner):
    file = SimpleUploadedFile("mutasi.csv", b"hello world")
    answer = owner.post(reverse("check_payments:upload"), {"file": file}, headers={"accept": "application/json"})

    assert answer.status_code == 422
    assert "This is not a bank statement" in text(answer)


def test_a_long_preview_shows_some_lines_and_counts_all(owner):
    count = statements.MOST_SHOWN + 5
    page = owner.get(upload(owner, count).url)

    assert len(page.context["shown"]) == statements.MOST_SHOWN
    assert f"{count} new" in text(page)
    assert "… and 5 more lines, which the sums above count too." in text(page)


def test_lines_that_the_owner_may_decide_about_are_all_shown(owner):
    first = upload(owner, 4).url
    owner.post(first.replace("/preview/", "/apply/"))
    known = "Tanggal;Keterangan;Mutasi\n" + "\n".join(
        f"{line.date:%d/%m/%Y};lain;{line.amount}".replace(".", ",") for line in StatementLine.objects.all()
    )
    file = SimpleUploadedFile("lain.csv", known.encode())
    shown = owner.post(first.split("preview")[0] + "upload/", {"file": file, "account": build.bank_account().pk})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(statements, "MOST_SHOWN", 0)
        page = owner.get(shown.url)

    assert [status for _line, status in page.context["shown"]] == ["maybe_known"] * 4


def test_a_preview_takes_a_bounded_memory_for_each_row(owner):
    tracemalloc.start()
    try:
        page = owner.get(upload(owner, ROWS).url)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert page.context["counts"]["new"] == ROWS
    assert peak < ROWS * PREVIEW_MEMORY, f"{peak // ROWS} bytes a row"
    assert len(page.content) < 500_000
