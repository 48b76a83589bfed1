"""Keeps the index in step with the pages, and notes what was looked for in vain."""

import re
from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from shop.storefront.models import ProductPage
from shop.storefront.search import texts
from shop.storefront.search.models import EmptySearch, ProductWord, SearchVersion, Synonym
from shop.storefront.search.words import has_digit, tokenise

AT_ONCE = 500
MOST_EMPTY_SEARCHES = 500
LONGEST_EMPTY_SEARCH = 60
_PERSONAL = re.compile(r"@|\bhttps?\b|www\.|(?:\d[\W_]*){5}")


def index(page: ProductPage) -> int:
    """Make the words of one page what its published text says; none when it is not published. Counts changed rows."""
    return index_pages([page.pk])


def reindex() -> int:
    """Every product page anew. Counts the rows that were not right; a second run finds none."""
    keys = list(ProductPage.objects.order_by("pk").values_list("pk", flat=True))
    return sum(index_pages(keys[first : first + AT_ONCE]) for first in range(0, len(keys), AT_ONCE))


@transaction.atomic
def index_pages(keys: Iterable[int]) -> int:
    """The version changes only when a word does, so that a publication that changes no words costs the shop nothing."""
    keys = list(keys)
    gone, made = differences(keys)
    if gone or made:
        ProductWord.objects.filter(pk__in=[row.pk for row in gone]).delete()
        ProductWord.objects.bulk_create(made, batch_size=AT_ONCE)
        bump()
    return len(gone) + len(made)


def differences(keys: list[int]) -> tuple[list[ProductWord], list[ProductWord]]:
    """Rows of these pages that should not be there, and rows (not stored) that should."""
    wanted = texts.words_of(texts.with_texts(ProductPage.objects.filter(pk__in=keys)))
    gone, right = [], set()
    for row in ProductWord.objects.filter(page_id__in=keys):
        if wanted.get(row.page_id, {}).get(row.word) == row.weight:
            right.add((row.page_id, row.word))
        else:
            gone.append(row)
    made = [
        ProductWord(page_id=key, word=word, weight=weight, spoken=not has_digit(word))
        for key, words in wanted.items()
        for word, weight in words.items()
        if (key, word) not in right
    ]
    return gone, made


@transaction.atomic
def forget(page: ProductPage) -> None:
    """A page that is unpublished or about to be deleted."""
    if ProductWord.objects.filter(page_id=page.pk).delete()[0]:
        bump()


def bump() -> None:
    """Let every process read the words anew. A new token, not a number: after a rollback no token comes twice."""
    SearchVersion.objects.update_or_create(pk=1, defaults={"token": uuid4()})


@transaction.atomic
def save_synonym(synonym: Synonym) -> Synonym:
    synonym.save()
    bump()
    return synonym


@transaction.atomic
def delete_synonym(synonym: Synonym) -> None:
    synonym.delete()
    bump()


@transaction.atomic
def add_synonyms(pairs: Iterable[tuple[str, str]]) -> None:
    """(word, meaning) pairs; those that are there already stay as they are."""
    rows = [Synonym(word=" ".join(tokenise(word)), means=" ".join(tokenise(means))) for word, means in pairs]
    before = Synonym.objects.count()
    Synonym.objects.bulk_create(rows, ignore_conflicts=True)
    if Synonym.objects.count() != before:
        bump()


def note_empty(*, query: str, words: Iterable[str], now: datetime) -> None:
    """Count the words that the shop did not know. What may belong to a person (a number, an address) is not kept, and
    of a flood only the words that were asked most and last stay."""
    text = " ".join(word for word in words if not has_digit(word))
    # The words may be longer than what was typed: a ligature is read as its letters.
    longest = max(len(text), len(query))
    if len(text) < 2 or longest > LONGEST_EMPTY_SEARCH or _PERSONAL.search(query):
        return
    with transaction.atomic():
        if EmptySearch.objects.filter(words=text).update(count=F("count") + 1, last_at=now):
            return
        EmptySearch.objects.bulk_create([EmptySearch(words=text, last_at=now)], ignore_conflicts=True)
        kept = EmptySearch.objects.order_by("-count", "-last_at").values_list("pk", flat=True)
        EmptySearch.objects.filter(pk__in=list(kept[MOST_EMPTY_SEARCHES:])).delete()
