"""Every screen by its direct address, for each group, by GET and by POST. A refusal leads to the dashboard and leaves
the database as it was; what is allowed really happens."""

import json
import uuid
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.test import override_settings
from django.urls import reverse
from wagtail.admin.menu import admin_menu
from wagtail.admin.urls import reports

from shop.backoffice.orders.viewset import OrderViewSet
from shop.backoffice.payments.viewset import CheckPaymentsViewSet
from shop.backoffice.products.viewset import ProductViewSet
from shop.backoffice.roles import set_up_roles
from shop.backoffice.stock.viewset import StockViewSet
from shop.payments import explaining, shop_qris
from shop.payments.models import BankAccount, GatewayCharge, Payment, StatementLine
from shop.storefront.search.models import EmptySearch
from tests import build
from tests.checks import contents, nothing_written
from tests.clock import clock_at

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

ALL, OWNER = {"owner", "cashier"}, {"owner"}
# Address -> who may read it (GET), who may act (POST). Empty: the address has no such method.
RIGHTS = {
    "orders_admin:index": (ALL, set()),
    "orders_admin:index_results": (ALL, set()),
    "orders_admin:inspect": (ALL, set()),
    "orders_admin:proof": (ALL, set()),
    "orders_admin:pack": (set(), ALL),
    "orders_admin:handover": (ALL, ALL),
    "orders_admin:cancel": (ALL, ALL),
    "orders_admin:cancel paid": (OWNER, OWNER),
    "orders_admin:confirm": (ALL, ALL),
    "orders_admin:refund": (OWNER, OWNER),
    "orders_admin:undo": (OWNER, OWNER),
    "check_payments:index": (ALL, set()),
    "check_payments:upload": (set(), ALL),
    "check_payments:preview": (ALL, set()),
    "check_payments:apply": (set(), ALL),
    "check_payments:undo": (OWNER, OWNER),
    "check_payments:accept": (set(), ALL),
    "check_payments:choose": (ALL, ALL),
    "check_payments:exact": (ALL, ALL),
    "check_payments:columns": (ALL, ALL),
    "check_payments:qris": (OWNER, OWNER),
    "check_payments:qris_picture": (OWNER, set()),
    "check_payments:gateway": (OWNER, OWNER),
    "check_payments:gateway_ask": (set(), OWNER),
    "check_payments:line": (ALL, OWNER),
    "check_payments:join": (set(), OWNER),
    "check_payments:take_back": (OWNER, OWNER),
    "check_payments:month": (set(), OWNER),
    "orders_admin:accept": (set(), ALL),
    "orders_admin:transfer": (ALL, ALL),
    "orders_admin:cash": (set(), ALL),
    "orders_admin:cash_to_hand_in": (ALL, ALL),
    "orders_admin:refuse": (OWNER, OWNER),
    "orders_admin:restock": (OWNER, OWNER),
    "orders_admin:waive": (set(), OWNER),
    "orders_admin:credit": (OWNER, OWNER),
    "products:index": (ALL, set()),
    "products:index_results": (ALL, set()),
    "products:inspect": (ALL, set()),
    "products:add": (OWNER, OWNER),
    "products:price": (OWNER, OWNER),
    "products:facts": (OWNER, OWNER),
    "products:archive": (set(), OWNER),
    "products:restore": (set(), OWNER),
    "products:delete": (OWNER, OWNER),
    "products:variant": (OWNER, OWNER),
    "stock:index": (ALL, set()),
    "stock:index_results": (ALL, set()),
    "stock:inspect": (ALL, set()),
    "stock:receive": (OWNER, OWNER),
    "stock:adjust": (OWNER, OWNER),
    "shipping_zone_modeladmin_index": (OWNER, set()),
    "shipping_zone_modeladmin_create": (OWNER, OWNER),
    "payments_bankaccount_modeladmin_index": (OWNER, set()),
    "payments_bankaccount_modeladmin_create": (OWNER, OWNER),
    "books_journal:index": (OWNER, set()),
    "books_trial_balance:index": (OWNER, set()),
}
# They act on a file that was uploaded before: test_check_payments.
NEED_A_FILE = {"check_payments:upload", "check_payments:columns", "check_payments:apply"}
# It asks a payment service: test_gateway_screen.
NEED_A_SERVICE = {"check_payments:gateway_ask"}
ROLES = ("owner", "cashier", "mentor")
SAMPLES = json.loads((Path(__file__).parents[1] / "golden/qris/samples.json").read_text())["good"]
QRIS, OTHER_QRIS = [sample["payload"] for sample in SAMPLES if sample["kind"] == "static"][:2]


@pytest.fixture(scope="module")
def world(roles):
    """One row of everything an address needs: name -> (arguments, valid data of a POST). It costs seconds, so it is
    made once, and what a test does with it is rolled back."""
    with override_settings(GATEWAYS={"GATEWAY_MIDTRANS_SERVER_KEY": "made-up"}):
        with clock_at(build.NOW):
            made = _world()
        yield made


def _world():
    key, money = str(uuid.uuid4()), {"amount": "1000", "account": build.bank_account().pk}
    waiting, paid, unpacked = build.order(), build.paid_order(), build.paid_order()
    refunded, page = build.cancelled_paid_order(), build.product()
    article, loose = build.sku_of(page), build.sku(stock=0)
    line = build.statement_line(amount=waiting.payable)
    why = {"reason": "Karena uji", "key": key}
    nearly, out = build.order(build.sku(price=20000)), build.statement_line(amount=-5000, account=line.account)
    shop_qris.keep(text=OTHER_QRIS, now=build.NOW, by="pemilik")
    early = build.pay(nearly, nearly.payable - 1)
    act = {"now": build.NOW, "by": "pemilik"}
    settled = build.statement_line(amount=-77, day=build.TODAY - 40 * build.DAY, account=line.account)
    said = explaining.explain(line=settled, outcome="supplier", key="said", **act)
    too_much = build.paid_order()
    more = build.statement_line(amount=4000)
    explaining.explain(line=more, outcome="credit", order=too_much, key="credit", **act)
    arrived = build.statement_line(amount=early.amount, account=early.account)
    wanted, delivered, gone = build.cash_order(), build.delivered_order(), build.completed_order()
    orders = {
        "accept": ([wanted.pk], {}),
        "transfer": ([wanted.pk], why),
        "cash": ([delivered.pk], {}),
        "cash_to_hand_in": ([], {"order": [f"{delivered.pk}:{delivered.payable}"]}),
        "refuse": ([delivered.pk], why),
        "restock": ([gone.pk], why | {f"line{gone.lines.get().pk}": "1"}),
        "inspect": ([waiting.pk], {}),
        "proof": ([_proof(waiting).pk], {}),
        "pack": ([unpacked.pk], {}),
        "handover": ([paid.pk], {}),
        "cancel": ([waiting.pk], why),
        "confirm": ([waiting.pk], why | money),
        "refund": ([refunded.pk], why | money),
        "undo": ([paid.pk, Payment.objects.get(order=paid).pk], why),
        "waive": ([nearly.pk], {}),
        "credit": ([waiting.pk], {"key": key, "source": too_much.pk}),
    }
    desk = {
        "preview": (["no-such-token"], {}),
        "columns": (["no-such-token"], {}),
        "apply": (["no-such-token"], {}),
        "undo": ([line.statement_id], {}),
        "accept": ([line.pk], why | {"orders": [waiting.number]}),
        "choose": (
            [line.pk],
            why | {"shown": waiting.pk, f"take_{waiting.pk}": "on", f"amount_{waiting.pk}": "1000"},
        ),
        "exact": ([], why | {"line": [line.pk]}),
        "line": ([out.pk], why | {"outcome": "supplier"}),
        "join": ([arrived.pk, "payment", early.pk], {"key": key}),
        "take_back": ([said.pk], why),
        "qris": ([], {"text": QRIS}),
        "qris_picture": (["own"], {}),
        "gateway": ([], {"name": "midtrans"}),
        "gateway_ask": ([_charge(waiting).pk], {}),
        "month": ([], {"month": str(settled.date.replace(day=1))}),
    }
    new = {"price": "15.000", "opening": "2", "unit_cost": "9000", "unit": "bungkus", "code": "BARU-1"}
    products = {
        "inspect": ([article.pk], {}),
        "add": ([], new | {"title": "Baru", "category": page.get_parent().pk}),
        "price": ([article.pk], {"price": "16.000"}),
        "facts": ([article.pk], {"is_food": "on", "net_content": "250", "net_unit": "g"}),
        "archive": ([article.pk], {}),
        "restore": ([_archived().pk], {}),
        "delete": ([loose.pk], {}),
        "variant": ([page.pk], new | {"variant": "Pedas"}),
    }
    shelf = {
        "inspect": ([article.pk], {}),
        "receive": ([article.pk], {"key": key, "quantity": "3", "unit_cost": "9000", "paid_from": "cash"}),
        "adjust": ([article.pk], why | {"change": "-1"}),
    }
    known = {
        **{f"orders_admin:{name}": facts for name, facts in orders.items()},
        **{f"check_payments:{name}": facts for name, facts in desk.items()},
        **{f"products:{name}": facts for name, facts in products.items()},
        **{f"stock:{name}": facts for name, facts in shelf.items()},
        "orders_admin:cancel paid": ([paid.pk], why),
        "shipping_zone_modeladmin_create": (
            [],
            {"name": "Barat", "code": "BARAT", "fee": "10.000", "position": "1", "eta": "1 hari"},
        ),
        "payments_bankaccount_modeladmin_create": (
            [],
            {"bank": "BSI", "number": "7001234567", "holder": "SITI", "position": "1"},
        ),
    }
    return lambda name: known.get(name, ([], {}))


def _archived():
    from shop.catalog import services as catalog

    made = build.sku()
    catalog.archive(sku=made, now=build.NOW)
    return made


def _charge(order):
    answered = {"external_id": "tx", "expires_at": build.NOW + build.HOUR, "at": build.NOW}
    facts = {"gateway": "midtrans", "reference": order.number, "amount": order.payable}
    return GatewayCharge.objects.create(order=order, **facts, **answered)


def _proof(order):
    from shop.payments import proofs

    return proofs.attach(order=order, data=b"%PDF-1.4 bukti", now=build.NOW)


def address(name: str, arguments) -> str:
    return reverse(name.split(" ")[0], args=arguments)


def refused(response) -> bool:
    return response.status_code == 302 and response.url == reverse("wagtailadmin_home")


def test_the_table_of_rights_names_every_screen():
    screens = {
        f"{viewset.url_namespace}:{pattern.name}"
        for viewset in (OrderViewSet(), CheckPaymentsViewSet(), ProductViewSet(), StockViewSet())
        for pattern in viewset.get_urlpatterns()
    }
    assert screens <= {name.split(" ")[0] for name in RIGHTS}


@pytest.mark.parametrize("role", ROLES)
def test_each_screen_opens_for_its_readers_and_for_nobody_else(people, world, role):
    client = people(role)
    wrong = []
    with nothing_written():
        for name, (readers, _actors) in RIGHTS.items():
            if readers and refused(client.get(address(name, world(name)[0]))) is (role in readers):
                wrong.append(name)
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_an_act_that_is_not_for_this_group_is_refused_and_changes_nothing(people, world, role):
    client = people(role)
    forbidden = [name for name, (_readers, actors) in RIGHTS.items() if actors and role not in actors]
    with nothing_written():
        accepted = [n for n in forbidden if not refused(client.post(address(n, world(n)[0]), world(n)[1]))]
    assert accepted == []


@pytest.mark.parametrize(
    ("name", "role"),
    [
        (name, "cashier" if "cashier" in actors else "owner")
        for name, (_readers, actors) in RIGHTS.items()
        if actors and name not in NEED_A_FILE | NEED_A_SERVICE
    ],
)
def test_whoever_has_the_right_really_acts(people, world, name, role):
    arguments, data = world(name)
    client, before = people(role), contents()
    assert not refused(client.post(address(name, arguments), data))
    assert contents() != before


def test_nobody_comes_in_without_logging_in(client, world):
    with nothing_written():
        for name in RIGHTS:
            arguments, data = world(name)
            for response in (client.get(address(name, arguments)), client.post(address(name, arguments), data)):
                assert response.status_code == 302
                assert response.url.startswith(reverse("wagtailadmin_login"))


def test_a_link_never_acts(owner, world):
    posts_only = [name for name, (readers, actors) in RIGHTS.items() if actors and not readers]
    with nothing_written():
        answers = {name: owner.get(address(name, world(name)[0])).status_code for name in posts_only}
    assert set(answers.values()) == {405}


def test_rights_of_a_group_are_the_same_when_set_up_twice(people):
    people("owner")
    before = {group.name: set(group.permissions.values_list("codename")) for group in Group.objects.all()}
    set_up_roles(guide=build.home())
    assert {group.name: set(group.permissions.values_list("codename")) for group in Group.objects.all()} == before


def test_a_cashier_sees_stock_without_its_cost(people, world):
    article = world("stock:inspect")[0]
    shown = people("cashier").get(address("stock:inspect", article)).content.decode()
    assert "Rp90.000" not in shown
    assert "Rp90.000" in people("owner").get(address("stock:inspect", article)).content.decode()


def menu_addresses(client) -> set[str]:
    """Where the entries of the side bar lead, the nested ones too."""
    request = client.get(reverse("wagtailadmin_home")).wsgi_request

    def below(items):
        for item in items:
            if hasattr(item, "menu_items"):
                yield from below(item.menu_items)
            elif getattr(item, "method", "") != "post":
                yield item.url

    return {url for url in below(admin_menu.render_component(request)) if url.startswith("/admin/")}


def test_a_superuser_opens_every_entry_of_the_menu(admin_client, world):
    """Whoever has every right is shown what nobody else is: links that Wagtail makes for those rights."""
    EmptySearch.objects.create(words="sendok", last_at=build.NOW)
    addresses = menu_addresses(admin_client)
    assert reverse("empty_searches:index") in addresses
    assert {url: admin_client.get(url, follow=True).status_code for url in addresses} == dict.fromkeys(addresses, 200)


def test_no_form_writes_what_services_own(owner, world):
    assert StatementLine.objects.exists()
    for model in ("orders/order", "payments/statementline", "catalog/sku", "stock/stocklevel"):
        assert owner.get(f"/admin/{model}/create/").status_code == 404
    assert BankAccount.objects.count() == 1


# What Wagtail and modeladmin leave open by address


def zone_and_account_pages() -> list[str]:
    zone, account = build.zone(), build.bank_account()
    pages = [("shipping_zone", zone.pk), ("payments_bankaccount", account.pk)]
    return [
        *(reverse(f"{name}_modeladmin_{what}", args=[pk]) for name, pk in pages for what in ("edit", "history")),
        *(f"{reverse(f'{name}_modeladmin_index')}inspect/{pk}/" for name, pk in pages),
    ]


@pytest.mark.parametrize("role", ["cashier", "mentor"])
def test_reference_data_and_its_history_stay_closed_to_who_may_not_change_it(people, role):
    client = people(role)
    answers = {url: client.get(url) for url in zone_and_account_pages()}
    assert [url for url, answer in answers.items() if not (refused(answer) or answer.status_code == 404)] == []


def test_the_owner_sees_the_history_of_reference_data(owner):
    answers = {url: owner.get(url).status_code for url in zone_and_account_pages() if "inspect" not in url}
    assert set(answers.values()) == {200}


def report_addresses() -> list[str]:
    return [reverse(f"wagtailadmin_reports:{pattern.name}") for pattern in reports.urlpatterns]


@pytest.mark.parametrize("role", ["cashier", "mentor"])
def test_reports_of_the_editor_are_closed_to_all_but_the_owner(people, role):
    client = people(role)
    addresses = report_addresses()
    assert len(addresses) == 12
    assert [url for url in addresses if not refused(client.get(url))] == []
    assert refused(client.get(f"{reverse('wagtailadmin_reports:site_history')}?export=csv"))


def test_reports_of_the_editor_open_for_the_owner(owner):
    assert {url: owner.get(url).status_code for url in report_addresses()} == dict.fromkeys(report_addresses(), 200)
