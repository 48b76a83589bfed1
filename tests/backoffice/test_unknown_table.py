"""A bank that nobody knows: the owner says once what the columns of its table are."""

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse

from shop.backoffice.payments import uploads
from shop.payments.models import KnownTable, StatementLine
from shop.payments.statements import LayoutUnknown, StatementRefused, header_key, read
from shop.payments.tables import known_tables
from tests import build
from tests.backoffice.reading import text
from tests.checks import nothing_written

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
TABLE = """Bank Antah Berantah;;;;
Hari;Perihal;Dana;Arah;Sisa
24/11/2026;SETORAN WARUNG;50.000,00;CR;150.000,00
24/11/2026;BELI KARDUS;20.000,00;DB;130.000,00
"""
ROLES = {"column_0": "date", "column_1": "text", "column_2": "amount", "column_3": "flag", "column_4": "balance"}


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(tmp_path):
    from django.conf import settings

    options = {"location": tmp_path, "base_url": None}
    kinds = {"private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}}
    with override_settings(STORAGES=settings.STORAGES | kinds):
        yield


def upload(client, data: str = TABLE):
    file = SimpleUploadedFile("antah.csv", data.encode())
    return client.post("/admin/payments/upload/", {"file": file, "account": build.bank_account().pk})


def waiting_files() -> list[str]:
    storage = storages["private"]
    return storage.listdir(uploads.FOLDER)[1] if storage.exists(uploads.FOLDER) else []


def test_the_owner_says_what_the_columns_are_and_the_file_goes_on_to_its_preview(owner):
    page = owner.get(upload(owner).url)
    shown = text(page)
    for word in ("Hari", "Perihal", "Dana", "SETORAN WARUNG · BELI KARDUS", "50.000,00 · 20.000,00"):
        assert word in shown
    answer = owner.post(page.request["PATH_INFO"], ROLES)
    preview = owner.get(answer.url)
    assert preview.context["counts"] == {"new": 2, "known": 0, "maybe_known": 0}
    owner.post(answer.url.replace("/preview/", "/apply/"))
    lines = StatementLine.objects.order_by("row").values_list("amount", "description", "balance")
    assert [tuple(map(str, line)) for line in lines] == [
        ("50000.00", "SETORAN WARUNG", "150000.00"),
        ("-20000.00", "BELI KARDUS", "130000.00"),
    ]
    assert waiting_files() == []


def test_the_choice_is_kept_for_the_next_file_with_the_same_columns(owner):
    owner.post(upload(owner).url, ROLES)
    (known,) = KnownTable.objects.all()
    assert (known.names, known.by) == (["Hari", "Perihal", "Dana", "Arah", "Sisa"], "test-owner")
    december = TABLE.replace("24/11", "05/12").replace("Bank Antah", "Mutasi Bank Antah")
    assert "/preview/" in upload(owner, december).url
    assert "/columns/" in upload(owner, december.replace("Perihal", "Berita Acara")).url


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [
        ({}, "Choose the columns of the date and of the text."),
        ({"column_0": "date", "column_1": "text"}, "Choose either one column of amounts"),
        (ROLES | {"column_4": "credit"}, "Choose either one column of amounts"),
        ({"column_0": "date", "column_1": "text", "column_2": "credit"}, "Choose both columns"),
        (ROLES | {"column_4": "date"}, "Only the text may stand in several columns."),
        (ROLES | {"column_0": "text", "column_1": "date"}, "is not a date"),
        (ROLES | {"column_2": "nonsense"}, "nonsense"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_and_may_be_made_again(owner, roles, sentence):
    address = upload(owner).url
    page = owner.post(address, roles)
    problems = text(page) if page.status_code == 422 else " ".join(_problems(owner, page))
    assert sentence in problems
    assert not StatementLine.objects.exists()


def _problems(owner, answer) -> list[str]:
    return list(owner.get(answer.url).context["seen"].problems)


def test_another_session_does_not_see_the_table(owner, cashier):
    address = upload(owner).url
    assert cashier.get(address).url == reverse("check_payments:index")
    with nothing_written():
        assert cashier.post(address, ROLES).status_code == 302


def test_a_table_without_a_date_beside_an_amount_is_no_statement():
    for data in ("SKU,Nama,Harga\nA1,Amplang,25000\n", "A;B;C\n24/11/2026;x;y\n", "A;B\n24/11/2026;1.000\n"):
        with pytest.raises(StatementRefused) as refused:
            read(data.encode(), today=build.TODAY)
        assert not isinstance(refused.value, LayoutUnknown), data


def test_names_are_the_same_in_any_spelling():
    assert header_key(["Hari ", "Dana (IDR)"]) == header_key(["HARI", "dana"])
    assert header_key(["Hari", "Dana"]) != header_key(["Dana", "Hari"])
    assert known_tables() == {}
