"""Append-only tables: the database refuses to edit or delete a fact, whoever asks."""

import pytest
from django.db import IntegrityError, connection, transaction

from shop.catalog import services as catalog
from shop.catalog.models import PriceChange
from shop.orders.models import OrderEvent, OrderLine
from shop.payments import explaining
from shop.payments import services as payments
from shop.payments.models import (
    CreditNote,
    Explanation,
    GatewayCharge,
    GatewayEvent,
    Payment,
    Refund,
    SettledMonth,
    StatementImport,
    StatementLine,
)
from shop.stock.models import StockMovement
from shop.store import guards
from tests import build

pytestmark = pytest.mark.django_db
MODELS = [PriceChange, StockMovement, OrderLine, OrderEvent, StatementImport, StatementLine, Payment, Refund]
MODELS += [Explanation, SettledMonth, CreditNote, GatewayCharge, GatewayEvent]

# What may still be written in a row, and a value that the other constraints accept.
OPEN = {
    OrderLine: {"cost": 1, "restocked": 0},
    StatementImport: {"undone_at": build.NOW, "undone_by": "pemilik"},
    StatementLine: {"allocated": 1, "explained": 0, "undone_at": None},
    Payment: {"line": None},
    Refund: {"line": None},
    GatewayCharge: {"external_id": "b", "kind": "va", "qr_string": "", "va": "1", "url": "", "expires_at": build.NOW},
}
CLOSED = [
    (model, field.name)
    for model in sorted(MODELS, key=lambda model: model.__name__)
    for field in model._meta.local_concrete_fields
    if field.name not in OPEN.get(model, {})
]


@pytest.fixture(scope="module")
def facts(kept_rows):
    """One row, or more, in every append-only table."""
    sku = build.sku()
    catalog.change_price(sku=sku, price=16000, compare_at=None, now=build.NOW, by="pemilik")
    order = build.order(sku)
    build.pay(order, line=build.statement_line(amount=order.payable))
    build.cancel(build.fresh(order))
    payments.refund(
        order=order,
        amount=1000,
        account=build.bank_account(),
        reason="x",
        key="r1",
        now=build.NOW,
        by="pemilik",
    )
    act = {"now": build.NOW, "by": "pemilik"}
    aside = explaining.explain(line=build.statement_line(amount=5), outcome="unknown", key="e1", **act)
    explaining.settle_month(month=build.TODAY, **act)
    explaining.take_back(explanation=aside, reason="x", **act)
    payments.credit_sale(order=build.completed_order(), amount=1, reason="x", key="c1", **act)
    asked = {"gateway": "midtrans", "reference": "A", "amount": 1, "at": build.NOW}
    charge = GatewayCharge.objects.create(order=order, external_id="a", expires_at=build.NOW, **asked)
    told = {"gateway": "midtrans", "external_id": "a", "status": "pending", "gross": 1, "raw": "{}"}
    GatewayEvent.objects.create(charge=charge, occurred_at=build.NOW, at=build.NOW, **told)
    # PostgreSQL alters no table while foreign keys wait to be checked.
    connection.check_constraints()


def rows(model):
    return list(model.objects.order_by("pk").values())


def refused(model):
    return pytest.raises(IntegrityError, match=f"{model._meta.db_table} is append-only")


def test_these_tables_are_append_only():
    assert set(guards.append_only_models()) == set(MODELS)


@pytest.mark.parametrize(("model", "column"), CLOSED, ids=[f"{model.__name__}.{column}" for model, column in CLOSED])
def test_no_closed_column_is_edited(facts, model, column):
    before = rows(model)
    with refused(model), transaction.atomic():
        model.objects.update(**{column: model.objects.values_list(column, flat=True)[0]})
    assert rows(model) == before


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_fact_is_deleted(facts, model):
    before = rows(model)
    with refused(model), transaction.atomic():
        model.objects.all()._raw_delete("default")
    assert rows(model) == before != []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_saving_a_read_row_is_refused(facts, model):
    row = model.objects.first()
    with refused(model), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    ("model", "column", "value"),
    [(model, column, value) for model, columns in OPEN.items() for column, value in columns.items()],
)
def test_a_column_that_was_left_open_may_change(facts, model, column, value):
    assert model.objects.update(**{column: value}) == model.objects.count() > 0
    assert set(model.objects.values_list(column, flat=True)) == {value}


def test_open_columns_do_not_open_the_others_beside_them(facts):
    with refused(OrderLine), transaction.atomic():
        OrderLine.objects.update(cost=1, quantity=2)
    assert OrderLine.objects.first().quantity == 1


@pytest.mark.postgres_only
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_table_of_facts_is_truncated(facts, model):
    with refused(model), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")
    assert model.objects.exists()


def test_after_the_migrations_no_guard_is_missing(db):
    assert guards.missing() == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_removed_guard_is_missed_by_name(db, model):
    guards.remove(connection, model)
    assert guards.missing() == list(guards.statements(model, connection.vendor))
    guards.install(connection, model)
    assert guards.missing() == []


@pytest.mark.sqlite_only
def test_a_guard_that_was_weakened_is_missed(db):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER payments_payment_edit")
        cursor.execute("CREATE TRIGGER payments_payment_edit BEFORE UPDATE ON payments_payment BEGIN SELECT 1; END")
    assert guards.missing() == ["payments_payment_edit"]


@pytest.mark.postgres_only
def test_a_guard_that_was_switched_off_is_missed(db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE payments_payment DISABLE TRIGGER payments_payment_edit")
    assert guards.missing() == ["payments_payment_edit"]


@pytest.mark.postgres_only
def test_a_guard_that_was_weakened_is_missed_on_postgres(db):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER payments_payment_edit ON payments_payment")
        cursor.execute(
            "CREATE TRIGGER payments_payment_edit BEFORE UPDATE ON payments_payment FOR EACH ROW "
            "WHEN (false) EXECUTE FUNCTION shop_append_only()"
        )
    assert guards.missing() == ["payments_payment_edit"]


@pytest.mark.postgres_only
def test_a_guard_whose_function_does_nothing_is_missed(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION shop_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NEW; END $$"
        )
    assert guards.missing() != []


def test_suspended_guards_come_back(facts):
    with guards.suspend():
        OrderLine.objects.update(name="x")
    assert guards.missing() == []
    with refused(OrderLine), transaction.atomic():
        OrderLine.objects.update(name="y")


def test_suspended_guards_come_back_after_an_error(facts):
    with pytest.raises(ZeroDivisionError), guards.suspend():
        raise ZeroDivisionError
    assert guards.missing() == []
