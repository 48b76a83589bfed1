"""The shop's own QRIS: unchanged on the payment page, with the amount only after the owner has tried it."""

import io
import json
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdfium2 import PdfDocument

from accounting import money
from lapak.pages import pdf
from shop.payments import shop_qris
from shop.payments.models import ShopQris
from shop.payments.qris import QrisRefused, read
from shop.payments.qris.picture import decode, png
from shop.payments.services import PaymentError
from tests import build
from tests.backoffice.conftest import owner, people, roles  # noqa: F401
from tests.backoffice.reading import text, told
from tests.checks import nothing_written
from tests.rig.environment import unavailable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SAMPLES = json.loads((Path(__file__).parents[1] / "golden/qris/samples.json").read_text())
STATIC, OTHER = [sample["payload"] for sample in SAMPLES["good"] if sample["kind"] == "static"][:2]
BAD = SAMPLES["bad"][0]["payload"]
ACT = {"now": build.NOW, "by": "pemilik"}
PAGE = "/admin/payments/qris/"


def ready(*, fills: bool):
    shop_qris.keep(text=STATIC, **ACT)
    shop_qris.own(**ACT)
    if fills:
        shop_qris.tried(**ACT)
        shop_qris.switch(shown=True, fills_amount=True)


def scanned(client, order) -> str:
    """What an app reads of the picture on the payment page."""
    if not pdf.available():
        unavailable("Pango")
    answer = client.get(reverse("payments:qris", args=[order.token]))
    assert answer["Content-Type"] == "image/svg+xml"
    assert "style=" not in answer.content.decode()
    page = f"<body style='margin:0'><div style='width:400px;background:#fff'>{answer.content.decode()}</div>"
    out = io.BytesIO()
    PdfDocument(pdf.drawn(page))[0].render(scale=2).to_pil().save(out, "PNG")
    return decode(out.getvalue())


def pay_page(client, order):
    return client.get(reverse("payments:pay", args=[order.token]))


def test_without_a_code_the_payment_page_knows_of_none(client):
    order = build.order()
    assert pay_page(client, order).context["qris"] is None
    assert client.get(reverse("payments:qris", args=[order.token])).status_code == 404


def test_a_code_that_the_owner_has_not_compared_is_shown_to_nobody(client):
    shop_qris.keep(text=STATIC, **ACT)
    assert pay_page(client, build.order()).context["qris"] is None


def test_the_buyer_scans_the_shops_code_unchanged_and_reads_what_to_type(client):
    ready(fills=False)
    order = build.order()
    assert f"and type {money.format(order.payable)}." in text(pay_page(client, order))
    assert scanned(client, order) == STATIC


def test_the_filled_code_holds_amount_and_number_and_leaves_the_merchant_alone(client):
    ready(fills=True)
    order = build.order()
    assert "The amount stands in it" in text(pay_page(client, order))
    filled, own = read(scanned(client, order)), read(STATIC)
    assert (filled.amount, filled.is_static) == (order.payable, False)
    assert order.number in filled.text
    untouched = [
        [tag for tag in qris.tags if 26 <= int(tag.id) <= 51 or tag.id in ("59", "60")] for qris in (filled, own)
    ]
    assert untouched[0] == untouched[1]


def merchant(qris) -> list:
    return [tag for tag in qris.tags if 26 <= int(tag.id) <= 51 or tag.id in ("59", "60")]


def test_an_amount_beyond_the_limit_of_qris_offers_no_code(client):
    ready(fills=True)
    assert pay_page(client, build.order(build.sku(price=10_000_001))).context["qris"] is None


def test_the_code_can_be_taken_off_the_page(client):
    ready(fills=False)
    shop_qris.switch(shown=False, fills_amount=False)
    assert pay_page(client, build.order()).context["qris"] is None


def test_the_amount_is_filled_in_only_after_both_steps():
    shop_qris.keep(text=STATIC, **ACT)
    with pytest.raises(PaymentError):
        shop_qris.tried(**ACT)
    shop_qris.own(**ACT)
    with pytest.raises(PaymentError):
        shop_qris.switch(shown=True, fills_amount=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        ShopQris.objects.update(fills_amount=True)
    assert not shop_qris.current().fills_amount


def test_another_code_has_to_be_compared_and_tried_again():
    ready(fills=True)
    shop_qris.keep(text=f" {STATIC}\n", **ACT)
    assert shop_qris.current().fills_amount
    shop_qris.keep(text=OTHER, **ACT)
    kept = shop_qris.current()
    assert (kept.text, kept.owned_at, kept.tested_at, kept.fills_amount) == (OTHER, None, None, False)


def test_there_is_only_one_code():
    ready(fills=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        ShopQris.objects.create(pk=2, text=OTHER, at=build.NOW)


def test_a_code_with_an_amount_is_not_the_shops():
    paid_once = next(sample["payload"] for sample in SAMPLES["good"] if sample["kind"] == "dynamic")
    with pytest.raises(QrisRefused):
        shop_qris.keep(text=paid_once, **ACT)
    assert shop_qris.current() is None


# The owner's page


def test_the_owner_pastes_the_text_compares_tries_and_switches(owner):  # noqa: F811
    page = owner.post(PAGE, {"text": STATIC}, follow=True)
    shown = text(page)
    assert read(STATIC).merchant in shown
    assert read(STATIC).nmid in shown
    assert "Yes, this is our QRIS" in shown
    assert told(owner.post(PAGE, {"do": "own"}, follow=True)) == ["Buyers see your QRIS on their payment page."]
    assert "It should ask for Rp1.000" in text(owner.get(PAGE))
    owner.post(PAGE, {"do": "tried"})
    owner.post(PAGE, {"do": "switch", "shown": "on", "fills_amount": "on"})
    kept = shop_qris.current()
    assert (kept.shown, kept.fills_amount, kept.by) == (True, True, "test-owner")


def test_a_photo_of_the_code_is_read(owner):  # noqa: F811
    owner.post(PAGE, {"photo": SimpleUploadedFile("qris.png", png(STATIC))})
    assert shop_qris.current().text == STATIC


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"text": BAD}, "QRIS"),
        ({"text": ""}, "Paste the text, or choose a photo."),
        ({"photo": SimpleUploadedFile("x.png", b"no picture")}, "picture"),
    ],
)
def test_what_is_no_code_is_refused_in_a_sentence(owner, facts, sentence):  # noqa: F811
    with nothing_written():
        page = owner.post(PAGE, facts)
    assert page.status_code == 422
    assert re.search(sentence, text(page))
