"""A proof of transfer: cleaned, private, at most five, and without any power over money."""

import io
import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image

from shop.orders.models import OrderEvent
from shop.payments import proofs
from shop.payments.models import Proof
from shop.payments.proofs import ProofRefused, attach
from tests import build
from tests.checks import contents, nothing_written, text_of
from tests.payments.pictures import PDF, photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

TOO_LARGE = "This file is larger than 8 MB. Send a smaller photo or a screenshot."
FIVE = "You have sent five files already. Write to us if something is missing."


@pytest.fixture(autouse=True)
def private(tmp_path, monkeypatch):
    """The private folder of this test alone."""
    storage = Proof._meta.get_field("file").storage
    monkeypatch.setattr(storage, "_location", str(tmp_path))
    for cached in ("base_location", "location"):
        storage.__dict__.pop(cached, None)
    yield tmp_path
    for cached in ("base_location", "location"):
        storage.__dict__.pop(cached, None)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def send(client, order, data, name="bukti.jpg"):
    return client.post(f"/pesanan/{order.token}/bayar/", {"file": SimpleUploadedFile(name, data)})


def test_the_limit_is_counted_again_when_the_file_is_stored(private):
    order = build.order()
    for number in range(5):
        attach(order=order, data=PDF + b"%d" % number, now=build.NOW)
    before = files(private)
    with nothing_written(), pytest.raises(ProofRefused, match="five files"):
        proofs._store(order, PDF, "application/pdf", "pdf", "0" * 64, build.NOW)
    assert files(private) == before


def test_a_photo_is_kept_as_a_plain_jpeg_without_its_place(private):
    proof = attach(order=build.order(), data=photo(place=True), now=build.NOW)
    kept = proof.file.read()
    assert kept.startswith(b"\xff\xd8\xff")
    assert b"Telepon Rina" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert (proof.content_type, proof.at) == ("image/jpeg", build.NOW)
    assert [path.suffix for path in files(private)] == [".jpg"]


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_pictures_become_jpeg(kind):
    proof = attach(order=build.order(), data=photo(kind=kind), now=build.NOW)
    assert Image.open(proof.file).format == "JPEG"


def test_a_large_photo_is_made_smaller():
    proof = attach(order=build.order(), data=photo(size=(3000, 1500)), now=build.NOW)
    assert Image.open(proof.file).size == (2000, 1000)


def test_a_pdf_is_kept_as_it_is():
    proof = attach(order=build.order(), data=PDF, now=build.NOW)
    assert proof.file.read() == PDF
    assert (proof.content_type, proof.file.name[-4:]) == ("application/pdf", ".pdf")


@pytest.mark.parametrize(
    "data",
    [
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\0" * 40,
        b"MZ" + b"\0" * 100,
        photo()[:60],
        b" %PDF-1.4",
        b"x",
    ],
    ids=["html", "svg", "gif", "program", "half a photo", "nearly pdf", "letter"],
)
def test_anything_else_is_refused_and_leaves_no_file(private, data):
    order = build.order()
    with nothing_written(), pytest.raises(ProofRefused) as refused:
        attach(order=order, data=data, now=build.NOW)
    assert str(refused.value)
    assert files(private) == []


def test_more_than_eight_megabytes_are_refused(private):
    order = build.order()
    with nothing_written(), pytest.raises(ProofRefused) as refused:
        attach(order=order, data=PDF + b"\0" * (8 * 1024 * 1024 - len(PDF) + 1), now=build.NOW)
    assert str(refused.value) == TOO_LARGE
    assert files(private) == []


def test_eight_megabytes_are_taken():
    attach(order=build.order(), data=PDF + b"\0" * (8 * 1024 * 1024 - len(PDF)), now=build.NOW)
    assert Proof.objects.count() == 1


def test_the_same_file_twice_is_kept_once(private):
    order, data = build.order(), photo()
    first = attach(order=order, data=data, now=build.NOW)
    with nothing_written():
        assert attach(order=order, data=data, now=build.NOW) == first
    assert len(files(private)) == 1


def test_the_same_file_of_another_order_is_another_proof(private):
    data = photo()
    for order in (build.order(), build.order()):
        attach(order=order, data=data, now=build.NOW)
    assert Proof.objects.count() == len(files(private)) == 2


def test_two_clicks_at_once_keep_one_file(private, monkeypatch):
    """Both looked before either wrote."""
    order, data, cleaned = build.order(), photo(), proofs._cleaned

    def cleaned_while_the_other_click_finishes(data):
        monkeypatch.setattr(proofs, "_cleaned", cleaned)
        attach(order=order, data=data, now=build.NOW)
        return cleaned(data)

    monkeypatch.setattr(proofs, "_cleaned", cleaned_while_the_other_click_finishes)
    assert attach(order=order, data=data, now=build.NOW) == Proof.objects.get()
    assert len(files(private)) == 1
    assert order.events.filter(kind="proof").count() == 1


def test_the_sixth_file_is_refused(private):
    order = build.order()
    for number in range(5):
        attach(order=order, data=photo(size=(10 + number, 10)), now=build.NOW)
    with nothing_written(), pytest.raises(ProofRefused) as refused:
        attach(order=order, data=photo(size=(99, 10)), now=build.NOW)
    assert str(refused.value) == FIVE
    assert len(files(private)) == 5
    assert attach(order=order, data=photo(size=(10, 10)), now=build.NOW) == order.proofs.first()


def test_a_proof_changes_nothing_about_money_or_state():
    order = build.order()
    before = contents(Proof, OrderEvent)
    attach(order=order, data=photo(), now=build.NOW)
    assert contents(Proof, OrderEvent) == before
    assert list(order.events.values_list("kind", "amount")) == [("placed", order.payable), ("proof", None)]


def test_the_database_keeps_one_proof_of_one_file():
    order = build.order()
    proof = attach(order=order, data=photo(), now=build.NOW)
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        Proof.objects.create(order=order, file="x", content_type="x", sha256=proof.sha256, at=build.NOW)


# By the page


def test_a_proof_is_sent_and_confirmed(client):
    order = build.order()
    response = send(client, order, photo())
    assert (response.status_code, response.url) == (302, f"/pesanan/{order.token}/bayar/")
    words = text_of(client.get(response.url))
    assert "Thank you, we have received your proof. Your transfer is being checked." in words
    assert "Proof received on" in words
    assert "Transfer this amount" in words
    assert build.fresh(order).state == "awaiting"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<html></html>", "This file is not a picture that can be used here."),
        (b"", "This file is empty. Choose another one."),
        (PDF + b"\0" * (9 * 1024 * 1024), TOO_LARGE),
    ],
    ids=["html", "empty", "9 MB"],
)
def test_a_file_that_cannot_be_used_is_answered_beside_the_field(client, private, data, sentence):
    order = build.order()
    with nothing_written():
        response = send(client, order, data)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "Transfer this amount" in text_of(response)
    assert files(private) == []


def test_a_file_that_is_too_large_is_not_read_into_memory(client, monkeypatch):
    order = build.order()
    monkeypatch.setattr(proofs, "attach", lambda **facts: pytest.fail("it was read"))
    assert send(client, order, b"x" * (9 * 1024 * 1024)).status_code == 422


def test_no_file_is_answered_beside_the_field(client):
    order = build.order()
    with nothing_written():
        response = client.post(f"/pesanan/{order.token}/bayar/", {"csrfmiddlewaretoken": "x"})
    assert response.status_code == 422
    assert "Choose a photo or a PDF first." in text_of(response)


def test_a_wrong_token_takes_no_file(client, private):
    build.order()
    with nothing_written():
        response = client.post(f"/pesanan/{'x' * 43}/bayar/", {"file": SimpleUploadedFile("a.jpg", photo())})
    assert response.status_code == 404
    assert files(private) == []


@pytest.mark.parametrize("name", ["../../evil.jpg", "bukti.php", "a.html", "x" * 300 + ".jpg", "\u202egpj.exe"])
def test_the_senders_file_name_is_not_used(client, private, name):
    order = build.order()
    send(client, order, photo(), name=name)
    (kept,) = files(private)
    assert kept.suffix == ".jpg"
    assert kept.parent.parent.parent.name == "proofs"
    assert len(kept.stem) == 22


def test_a_proof_has_no_public_address(client, private):
    proof = attach(order=build.order(), data=photo(), now=build.NOW)
    for address in (f"/media/{proof.file.name}", f"/{proof.file.name}", f"/media/private/{proof.file.name}"):
        assert client.get(address).status_code == 404
    with pytest.raises(ValueError, match="not accessible via a URL"):
        _ = proof.file.url


def test_the_private_folder_lies_outside_the_media_folder():
    assert Path(settings.MEDIA_ROOT) not in Path(settings.PRIVATE_ROOT).parents
    assert settings.PRIVATE_ROOT != settings.MEDIA_ROOT


def test_nobody_else_on_the_machine_reads_a_proof(private):
    attach(order=build.order(), data=photo(), now=build.NOW)
    (kept,) = files(private)
    assert stat.S_IMODE(kept.stat().st_mode) & 0o007 == 0
