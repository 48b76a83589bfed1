"""Synonyms and the list of searches without result, in the editor: the owner's alone."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from shop.backoffice.roles import set_up_roles
from shop.storefront.search import selectors
from shop.storefront.search.models import EmptySearch, Synonym
from tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    set_up_roles(guide=build.home())

    def log_in(role: str) -> Client:
        user = get_user_model().objects.create_user(f"test-{role}")
        user.groups.set(Group.objects.filter(name=role))
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def synonym():
    return Synonym.objects.create(word="lombok", means="cabai")


@pytest.fixture
def searched():
    return EmptySearch.objects.create(words="sendok", count=7, last_at=build.NOW)


def addresses(synonym, searched) -> list[str]:
    return [
        reverse("synonyms:index"),
        reverse("synonyms:add"),
        reverse("synonyms:edit", args=[synonym.pk]),
        reverse("synonyms:delete", args=[synonym.pk]),
        reverse("empty_searches:index"),
        reverse("empty_searches:delete", args=[searched.pk]),
    ]


def test_the_owner_opens_every_screen(people, synonym, searched):
    owner = people("owner")
    assert {address: owner.get(address).status_code for address in addresses(synonym, searched)} == dict.fromkeys(
        addresses(synonym, searched), 200
    )
    shown = owner.get(reverse("empty_searches:index")).content.decode()
    assert "sendok" in shown
    assert ">7<" in "".join(shown.split())


def test_for_a_superuser_too_the_list_of_searches_is_one_to_read(admin_client, searched):
    shown = admin_client.get(reverse("empty_searches:index"))
    assert shown.status_code == 200
    assert re.findall(r'href="(/admin/empty_searches/[^"?]+)"', shown.content.decode()) == [
        reverse("empty_searches:delete", args=[searched.pk])
    ]
    admin_client.post(reverse("empty_searches:delete", args=[searched.pk]))
    assert not EmptySearch.objects.exists()


@pytest.mark.parametrize("role", ["cashier", "mentor"])
def test_nobody_else_comes_in_or_changes_anything(people, synonym, searched, role):
    client = people(role)
    for address in addresses(synonym, searched):
        for answer in (client.get(address), client.post(address, {"word": "a", "means": "b"})):
            assert (answer.status_code, answer.url) == (302, reverse("wagtailadmin_home"))
    assert list(Synonym.objects.values_list("word", "means")) == [("lombok", "cabai")]
    assert EmptySearch.objects.count() == 1


def test_a_synonym_of_the_owner_is_used_at_once(people):
    page = build.product(title="Cabai Merah")
    assert selectors.find("lombok").ids == ()
    people("owner").post(reverse("synonyms:add"), {"word": " LOMBOK ", "means": "Cabai"})
    assert list(Synonym.objects.values_list("word", "means")) == [("lombok", "cabai")]
    assert selectors.find("lombok").ids == (page.pk,)


def test_a_synonym_that_is_changed_or_deleted_is_forgotten_at_once(people, synonym):
    page, other = build.product(title="Cabai Merah"), build.product(title="Teri Asin")
    owner = people("owner")
    owner.post(reverse("synonyms:edit", args=[synonym.pk]), {"word": "lombok", "means": "teri"})
    assert selectors.find("lombok").ids == (other.pk,)
    owner.post(reverse("synonyms:delete", args=[synonym.pk]))
    assert not Synonym.objects.exists()
    assert page.pk not in selectors.find("lombok").ids


@pytest.mark.parametrize(
    ("word", "means"), [("cabai", "Cabai"), ("", "cabai"), ("!!", "cabai"), ("lombok", "cabai"), ("x" * 61, "cabai")]
)
def test_a_synonym_that_says_nothing_is_refused(people, synonym, word, means):
    answer = people("owner").post(reverse("synonyms:add"), {"word": word, "means": means})
    assert answer.status_code == 200
    assert Synonym.objects.get() == synonym


def test_an_empty_search_is_deleted_but_never_written_by_hand(people, searched):
    owner = people("owner")
    owner.post(reverse("empty_searches:delete", args=[searched.pk]))
    assert not EmptySearch.objects.exists()
    assert owner.get(reverse("empty_searches:index") + "add/").status_code == 404
