"""Numbers of thousands of digits, which Python itself refuses to read, are answered like any other nonsense."""

import pytest

from shop.payments.models import StatementImport
from tests.backoffice.test_check_payments import apply, upload
from tests.backoffice.test_roles import NEED_A_FILE, RIGHTS, address, world  # noqa: F401
from tests.checks import nothing_written

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
HUGE = "9" * 5000
POSTS = [name for name, (_readers, actors) in RIGHTS.items() if actors and name not in NEED_A_FILE]


def test_rows_that_no_file_has_are_not_taken_in(owner):
    url = upload(owner).url
    apply(owner, url, also_new=[HUGE, "-1", "x", "²"])
    assert StatementImport.objects.get().new_lines == 20


@pytest.mark.parametrize("name", POSTS)
def test_a_number_without_end_in_any_field_is_no_server_error(owner, world, name):  # noqa: F811
    arguments, data = world(name)
    answers = {
        field: owner.post(address(name, arguments), data | {field: HUGE}).status_code for field in (*data, "chosen")
    }
    assert [field for field, status in answers.items() if status >= 500] == []


@pytest.mark.parametrize("name", ["orders_admin:index", "products:index", "stock:index", "check_payments:index"])
def test_a_number_without_end_in_the_address_of_a_list_is_no_server_error(owner, world, name):  # noqa: F811
    with nothing_written():
        for field in ("p", "q", "tab", "ordering"):
            assert owner.get(address(name, []), {field: HUGE}).status_code < 500


@pytest.mark.parametrize("kind", ["shipping/zone", "payments/bankaccount"])
@pytest.mark.parametrize("act", ["edit", "history", "delete"])
def test_a_row_that_cannot_be_is_not_there(owner, kind, act):
    keys = (HUGE, "9" * 25, "x", "²")
    assert [key[:5] for key in keys if owner.get(f"/admin/{kind}/{act}/{key}/").status_code != 404] == []
