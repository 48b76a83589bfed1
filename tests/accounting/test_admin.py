"""The books in the editor: who sees them, what they show, and that nobody can write."""

import csv
import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import NoReverseMatch, reverse
from wagtail.permissions import policy_registry

from accounting.models import Account, Entry
from accounting.services import ensure_account, lock_until, post
from accounting.services import reverse as take_back
from tests.accounting.build import legs, sale

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

JOURNAL, TRIAL, ACCOUNTS = "books_journal:index", "books_trial_balance:index", "books_accounts:index"
LATE_EVENING = datetime(2026, 11, 3, 16, 30, tzinfo=UTC)


def user(name, *codenames, superuser=False):
    made = User.objects.create_user(name, password="x", is_superuser=superuser)
    permissions = Permission.objects.filter(codename__in=["access_admin", *codenames])
    group = Group.objects.create(name=name)
    group.permissions.set(permissions)
    made.groups.add(group)
    return made


@pytest.fixture
def owner(client):
    client.force_login(user("pemilik", "view_entry"))
    return client


@pytest.fixture
def entry(db):
    return post(
        sale(
            amount=27000,
            narration="Diserahkan: LP-2611-0001, Ibu <Sari>",
            source="order:LP-2611-0001",
            source_url="/admin/orders/inspect/1/",
            lines=legs(("cash", 27000, "Ibu Sari", "tunai"), ("sales", -27000)),
        ),
        "kasir",
        now=LATE_EVENING,
    )


def page(client, name, *args, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_journal_lists_entries_with_amount_and_document(owner, entry):
    html = page(owner, JOURNAL)
    assert "Diserahkan: LP-2611-0001, Ibu &lt;Sari&gt;" in html
    assert "Rp27.000" in html
    assert '<a href="/admin/orders/inspect/1/">LP-2611-0001</a>' in html
    assert reverse("books_journal:inspect", args=[entry.pk]) in html


@pytest.fixture
def two_entries(entry):
    return entry, post(sale("rent", 0, date(2026, 11, 9), narration="Sewa", lines=legs(("rent", 5), ("cash", -5))))


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ({}, [2, 1]),
        ({"date_from": "2026-11-04"}, [2]),
        ({"date_to": "2026-11-04"}, [1]),
        ({"date_from": "2026-11-03", "date_to": "2026-11-09"}, [2, 1]),
        ({"source": "LP-2611-0001"}, [1]),
        ({"q": "sewa"}, [2]),
        ({"q": "Sari"}, [1]),
        ({"q": "nothing like it"}, []),
        ({"date_from": "kemarin"}, [2, 1]),
        ({"ordering": "date"}, [1, 2]),
    ],
)
def test_the_journal_is_filtered_and_searched(owner, two_entries, query, listed):
    response = owner.get(reverse(JOURNAL), query)
    assert [entry.number for entry in response.context["object_list"]] == listed


@pytest.mark.parametrize(("role", "listed"), [("rent", [2]), ("sales", [1]), ("cash", [2, 1])])
def test_the_journal_is_filtered_by_account(owner, two_entries, role, listed):
    response = owner.get(reverse(JOURNAL), {"account": Account.objects.get(role=role).pk})
    assert [entry.number for entry in response.context["object_list"]] == listed


def test_an_entry_shows_its_lines_document_and_local_time(owner, entry):
    html = page(owner, "books_journal:inspect", entry.pk)
    cash = Account.objects.get(role="cash")
    assert f'<a href="{reverse("books_accounts:inspect", args=[cash.pk])}">1100 Uang di laci</a>' in html
    assert '<span class="books-formal">Kas</span>' in html
    assert "Ibu Sari" in html
    assert '<a href="/admin/orders/inspect/1/">LP-2611-0001</a>' in html
    # 16.30 UTC is half past midnight of the next day in Makassar.
    assert "4 November 2026 pukul 00.30, kasir" in html
    assert html.count("Rp27.000") == 4


def test_an_entry_and_its_reversal_lead_to_each_other(owner, entry):
    back = take_back(entry, key="r", date=date(2026, 11, 4), narration="Salah")
    assert reverse("books_journal:inspect", args=[back.pk]) in page(owner, "books_journal:inspect", entry.pk)
    assert reverse("books_journal:inspect", args=[entry.pk]) in page(owner, "books_journal:inspect", back.pk)


def test_a_late_entry_says_of_which_day_its_document_is(owner, now):
    lock_until(date=date(2026, 10, 31), by="pemilik", now=now)
    late = post(sale(day=date(2026, 10, 5)))
    assert "5 Oktober 2026" in page(owner, "books_journal:inspect", late.pk)


def test_a_ledger_shows_the_running_balance(owner, two_entries):
    html = page(owner, "books_accounts:inspect", Account.objects.get(role="cash").pk)
    assert [html.count(amount) for amount in ("Rp26.995", "Rp27.000", "Rp5<")] == [2, 2, 1]


def test_a_ledger_of_some_days_opens_with_what_was_before(owner, two_entries):
    cash = Account.objects.get(role="cash").pk
    response = owner.get(reverse("books_accounts:inspect", args=[cash]), {"since": "2026-11-04"})
    ledger = response.context["ledger"]
    assert (ledger.opening, ledger.closing, ledger.count) == (27000, 26995, 1)


@pytest.mark.parametrize("p", ["2", "99", "0", "-1", "x", "²", "9" * 40])
def test_a_ledger_of_many_pages_answers_any_page_number(owner, p):
    for number in range(51):
        post(sale(f"s{number}", 100))
    response = owner.get(reverse("books_accounts:inspect", args=[Account.objects.get(role="cash").pk]), {"p": p})
    assert response.status_code == 200
    ledger = response.context["ledger"]
    assert len(ledger.rows) == (1 if ledger.page == 2 else 50)
    assert ledger.page == (2 if p in ("2", "99") else 1)


@pytest.mark.parametrize("query", [{"since": "kemarin"}, {"since": "2026-12-01", "upto": "2026-11-01"}])
@pytest.mark.parametrize("name", [TRIAL, "books_accounts:inspect"])
def test_days_that_make_no_sense_get_a_sentence(owner, entry, name, query):
    args = [Account.objects.get(role="cash").pk] if name == "books_accounts:inspect" else []
    assert "errorlist" in page(owner, name, *args, **query)


def test_the_trial_balance_speaks_both_languages_and_is_bounded_by_days(owner, two_entries):
    html = page(owner, TRIAL)
    assert "Uang di laci" in html
    assert '<span class="books-formal">Kas</span>' in html
    assert "Beban sewa" in html
    assert html.count("Rp27.000") == 3
    assert Entry.objects.get(number=2).hash in html
    bounded = page(owner, TRIAL, upto="2026-11-03")
    assert "Beban sewa" not in bounded


def test_an_empty_trial_balance_is_a_sentence(owner):
    assert "Rp0" in page(owner, TRIAL)


def test_the_trial_balance_is_exported_as_xlsx_with_numbers(owner, two_entries):
    response = owner.get(reverse(TRIAL), {"export": "xlsx", "upto": "2026-11-03"})
    assert 'filename="neraca-saldo-2026-11-03.xlsx"' in response["Content-Disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        ["1100", "Uang di laci", "Kas", 27000, 0],
        ["4100", "Penjualan", "Penjualan", 0, 27000],
    ]


def csv_rows(response):
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))


def test_the_trial_balance_is_exported_as_csv(owner, entry):
    rows = csv_rows(owner.get(reverse(TRIAL), {"export": "csv"}))
    assert rows[1:] == [
        ["1100", "Uang di laci", "Kas", "27000", "0"],
        ["4100", "Penjualan", "Penjualan", "0", "27000"],
    ]


@pytest.mark.parametrize("evil", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", " =1"])
def test_a_name_that_looks_like_a_formula_is_text_in_a_csv(owner, evil):
    post(sale(narration=evil))
    row = csv_rows(owner.get(reverse(JOURNAL), {"export": "csv"}))[1]
    assert row == ["1", "2026-11-03", f"'{evil}", "", "5000"]


def test_accounts_are_listed_with_both_names(owner):
    ensure_account(role="bank:1", code=None, name="Rekening BCA 1", formal_name="Bank BCA 1", kind="A")
    html = page(owner, ACCOUNTS)
    assert "Rekening BCA 1" in html
    assert "1110.01" in html
    assert "Harga pokok penjualan" in html


WHO = {
    "superuser": lambda: user("super", superuser=True),
    "with the right": lambda: user("pemilik", "view_entry"),
    "without the right": lambda: user("kasir"),
}


@pytest.mark.parametrize(("who", "allowed"), [("superuser", 1), ("with the right", 1), ("without the right", 0)])
def test_one_right_opens_all_of_the_books(client, entry, who, allowed):
    client.force_login(WHO[who]())
    cash = Account.objects.get(role="cash").pk
    urls = [
        *map(reverse, [JOURNAL, TRIAL, ACCOUNTS]),
        reverse("books_journal:inspect", args=[entry.pk]),
        reverse("books_accounts:inspect", args=[cash]),
        reverse(JOURNAL) + "?export=csv",
        reverse(TRIAL) + "?export=csv",
    ]
    assert {client.get(url).status_code for url in urls} == {200 if allowed else 302}
    assert (reverse(TRIAL) in page(client, "wagtailadmin_home")) == bool(allowed)


def test_a_visitor_is_sent_to_the_login(client, entry):
    for url in (reverse(JOURNAL), reverse(TRIAL), reverse("books_journal:inspect", args=[entry.pk])):
        assert client.get(url)["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("who", ["superuser", "with the right"])
@pytest.mark.parametrize("model", [Entry, Account])
def test_nobody_adds_changes_or_deletes(who, model):
    policy, person = policy_registry.get_by_type(model), WHO[who]()
    answers = {action: policy.user_has_permission(person, action) for action in ("add", "change", "delete", "view")}
    assert answers == {"add": False, "change": False, "delete": False, "view": True}
    assert not policy.user_has_any_permission(person, ["add", "change", "delete"])
    assert policy.users_with_any_permission(["add", "change", "delete"]).count() == 0


@pytest.mark.parametrize("view", ["add", "edit", "delete", "copy"])
@pytest.mark.parametrize("viewset", ["books_journal", "books_accounts"])
def test_there_are_no_forms(viewset, view):
    for args in ([], [1]):
        with pytest.raises(NoReverseMatch):
            reverse(f"{viewset}:{view}", args=args)


def test_the_rights_screen_offers_to_view_entries_and_nothing_more_of_the_books():
    assert list(Permission.objects.filter(content_type__app_label="accounting").values_list("codename", flat=True)) == [
        "view_entry"
    ]


def test_the_journal_asks_the_database_no_more_for_many_entries_than_for_few(owner, django_assert_max_num_queries):
    for number in range(40):
        post(sale(f"s{number}", 100))
    owner.get(reverse(JOURNAL))
    with django_assert_max_num_queries(12):
        owner.get(reverse(JOURNAL))
