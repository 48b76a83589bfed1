"""A customer's photo or PDF of a transfer: cleaned, kept in private, and without any power over money."""

import hashlib
import secrets
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from shop.orders import services as orders
from shop.orders.models import Order, OrderEvent
from shop.payments.models import Proof
from shop.store.pictures import PictureRefused, clean_picture

MAX_BYTES = 8 * 1024 * 1024
MAX_PROOFS = 5
MAX_SIDE = 2000


class ProofRefused(Exception):
    """Carries the sentence for the customer."""


def attach(*, order: Order, data: bytes, now: datetime) -> Proof:
    """Keep the proof; the same file again is the same proof. Images lose their metadata; a PDF is kept as it is."""
    refuse_too_large(len(data))
    sha256 = hashlib.sha256(data).hexdigest()
    if known := order.proofs.filter(sha256=sha256).first():
        return known
    _refuse_too_many(order)
    content, content_type, ending = _cleaned(data)
    return _store(order, content, content_type, ending, sha256, now)


def for_the_owner() -> QuerySet[Proof]:
    """With `elsewhere`: whether the very same file was sent for another order too."""
    others = Proof.objects.filter(sha256=OuterRef("sha256")).exclude(order=OuterRef("order"))
    return Proof.objects.annotate(elsewhere=Exists(others))


def refuse_too_large(size: int) -> None:
    """`size` in bytes; raises ProofRefused."""
    if size > MAX_BYTES:
        raise ProofRefused(_("This file is larger than 8 MB. Send a smaller photo or a screenshot."))


def _refuse_too_many(order: Order) -> None:
    if order.proofs.count() >= MAX_PROOFS:
        raise ProofRefused(_("You have sent five files already. Write to us if something is missing."))


def _cleaned(data: bytes) -> tuple[bytes, str, str]:
    if data.startswith(b"%PDF-"):
        return data, "application/pdf", "pdf"
    try:
        return clean_picture(data, max_side=MAX_SIDE).data, "image/jpeg", "jpg"
    except PictureRefused as error:
        raise ProofRefused(str(error)) from None


def _store(order, content, content_type, ending, sha256, now) -> Proof:
    # The file is written first: a file without a row is litter, a row without its file would be a loss.
    proof = Proof(order=order, content_type=content_type, sha256=sha256, at=now)
    proof.file.save(f"{secrets.token_urlsafe(16)}.{ending}", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            # Files that are sent at the same time queue here, so that each counts the ones before it.
            _refuse_too_many(Order.objects.select_for_update().get(pk=order.pk))
            proof.save()
            orders.record(order=order, kind=OrderEvent.Kind.PROOF, at=now)
    except IntegrityError:
        # A second click was faster with the same file.
        proof.file.delete(save=False)
        return order.proofs.get(sha256=sha256)
    except ProofRefused:
        proof.file.delete(save=False)
        raise
    return proof
