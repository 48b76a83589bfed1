"""The index says what the published pages say, whatever happens to them."""

import pytest
from django.core.management import call_command
from django.db import connection

from shop.catalog import services as catalog
from shop.catalog.models import Sku
from shop.storefront.models import ProductPage
from shop.storefront.search import selectors, services
from shop.storefront.search.checks import search_words
from shop.storefront.search.models import ProductWord, SearchVersion, Synonym
from shop.storefront.search.services import add_synonyms
from shop.storefront.services import NewSku
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


def found(query: str) -> list[str]:
    titles = dict(ProductPage.objects.values_list("pk", "title"))
    return [titles[pk] for pk in selectors.find(query).ids]


def words(page) -> dict[str, int]:
    return dict(ProductWord.objects.filter(page=page).values_list("word", "weight"))


def version():
    return SearchVersion.objects.values_list("token", flat=True).first()


def test_a_page_is_found_by_title_code_variant_tag_category_and_summary():
    page = build.product(
        title="Keripik Pisang",
        skus=[NewSku("KP-1", 15000, "pedas"), NewSku("KP-2", 15000, "250 gr")],
        tags=["oleh-oleh"],
        summary="Renyah untuk camilan",
        ingredients="garam",
    )
    assert words(page) == {
        "keripik": 12,
        "pisang": 10,
        "kp1": 10,
        "kp2": 10,
        "pedas": 7,
        "250g": 7,
        "oleh": 6,
        "camilan": 3,
        "renyah": 3,
        "garam": 1,
    }
    for query in ("KERIPIK", "kp-2", "pedas", "250gr", "oleh2", "camilan", "renyah", "garam"):
        assert found(query) == ["Keripik Pisang"]


def test_what_can_be_misspelt_is_letters_only():
    build.product(title="Ember 10 Liter", skus=[NewSku("PR-02", 15000)])
    assert set(ProductWord.objects.filter(spoken=True).values_list("word", flat=True)) == {"ember", "camilan"}
    assert set(ProductWord.objects.filter(spoken=False).values_list("word", flat=True)) == {"10l", "pr02"}


def test_publishing_a_new_title_changes_what_it_is_found_by():
    page = build.product(title="Keripik")
    page.title = "Sambal"
    draft = page.save_revision()
    assert (found("keripik"), found("sambal")) == (["Keripik"], [])
    draft.publish()
    assert (found("keripik"), found("sambal")) == ([], ["Sambal"])


def test_a_draft_is_not_found():
    build.product(title="Keripik", publish=False)
    assert found("keripik") == []
    assert not ProductWord.objects.exists()


def test_unpublishing_takes_a_page_out_and_publishing_brings_it_back():
    page = build.product(title="Keripik")
    page.unpublish()
    assert (found("keripik"), ProductWord.objects.count()) == ([], 0)
    page.save_revision().publish()
    assert found("keripik") == ["Keripik"]


def test_a_scheduled_publication_reaches_the_index(clock):
    page = build.product(title="Keripik")
    page.title, page.go_live_at = "Sambal", build.NOW + build.DAY
    page.save_revision().publish()
    assert (found("keripik"), found("sambal")) == (["Keripik"], [])
    clock.now = build.NOW + 2 * build.DAY
    call_command("publish_scheduled")
    assert (found("keripik"), found("sambal")) == ([], ["Sambal"])


def test_a_page_that_expires_leaves_the_index(clock):
    page = build.product(title="Keripik")
    page.expire_at = build.NOW + build.DAY
    page.save_revision().publish()
    clock.now = build.NOW + 2 * build.DAY
    call_command("publish_scheduled")
    assert found("keripik") == []


def test_a_page_that_moves_takes_the_words_of_its_new_category():
    page = build.product(title="Keripik")
    page.move(build.category(title="Bumbu", slug="bumbu"), pos="last-child")
    assert (found("bumbu"), found("camilan")) == (["Keripik"], [])


def test_a_renamed_category_changes_the_words_of_its_products():
    page = build.product(title="Keripik")
    category = page.get_parent().specific
    category.title = "Jajanan"
    category.save_revision().publish()
    assert (found("jajanan"), found("camilan")) == (["Keripik"], [])


@pytest.mark.parametrize("whole_category", [False, True])
def test_a_deleted_page_leaves_nothing_behind(whole_category):
    page = build.product(title="Keripik")
    before = version()
    (page.get_parent() if whole_category else page).delete()
    assert (found("keripik"), ProductWord.objects.count()) == ([], 0)
    assert version() != before


def test_what_is_archived_is_not_found_before_anybody_publishes():
    page = build.product(title="Keripik")
    build.product(title="Keripik Pisang")
    catalog.archive(sku=build.sku_of(page), now=build.NOW)
    assert found("keripik") == ["Keripik Pisang"]


def test_a_publication_that_changes_no_word_costs_no_process_its_memory():
    page = build.product(title="Keripik")
    before, known = version(), selectors.vocabulary()
    page.save_revision().publish()
    assert version() == before
    assert selectors.vocabulary() is known


def test_a_change_by_another_process_is_seen():
    """Its only trace here is the version in the database."""
    page = build.product(title="Keripik")
    assert selectors.find("keripk").corrected == "keripik"
    ProductWord.objects.filter(page=page, word="keripik").update(word="rengginang")
    assert "rengginang" not in selectors.vocabulary()
    services.bump()
    assert selectors.find("renginang").corrected == "rengginang"


def test_indexing_again_changes_nothing():
    build.product(title="Keripik")
    before = version(), list(ProductWord.objects.order_by("pk").values())
    call_command("reindex_search")
    assert (version(), list(ProductWord.objects.order_by("pk").values())) == before


def test_the_command_puts_right_what_is_wrong(capsys):
    page = build.product(title="Keripik")
    ProductWord.objects.filter(word="keripik").delete()
    ProductWord.objects.create(page=page, word="palsu", weight=12, spoken=True)
    call_command("reindex_search")
    assert capsys.readouterr().out == "2 rows were put right\n"
    assert (found("keripik"), found("palsu")) == (["Keripik"], [])


def test_the_doctor_names_pages_whose_words_are_stale():
    page = build.product(title="Keripik")
    assert search_words() == []
    Sku.objects.filter(pk=build.sku_of(page).pk).update(code="BARU-9")
    assert search_words() == ["keripik: its search words are not those of its page"]
    services.index(page)
    assert search_words() == []


def test_synonyms_find_both_ways_and_once():
    build.product(title="Cabai Merah")
    build.product(title="Lada Bubuk")
    add_synonyms([("Lombok", "cabai"), ("lada", "merica")])
    add_synonyms([("lombok", "Cabai")])
    assert Synonym.objects.count() == 2
    assert (found("lombok"), found("lombk"), found("merica")) == (["Cabai Merah"], ["Cabai Merah"], ["Lada Bubuk"])


def test_a_synonym_does_not_change_what_is_found_first():
    build.product(title="Cabai Merah")
    build.product(title="Lombok Hijau")
    add_synonyms([("lombok", "cabai")])
    assert found("lombok") == ["Lombok Hijau", "Cabai Merah"]
    assert found("cabai") == ["Cabai Merah", "Lombok Hijau"]


@pytest.mark.parametrize(
    "query",
    [
        "%",
        "_",
        "sambal%",
        "' OR 1=1 --",
        "\\",
        "a\x00b",
        "x" * 10_000,
        "sam " * 5000,
        "🌶️",
        "مرحبا",
        "\u202egnas",
        "1" * 500,
    ],
)
def test_any_query_is_harmless(query):
    build.product(title="Teh")
    assert found(query) == []
    assert selectors.suggest(query).products == ()


@pytest.mark.parametrize("count", [2, 30])
@pytest.mark.parametrize("query", ["keripik pisang", "kripik pisng", "kripikpisang", "entah", "camilan 250g"])
def test_a_search_takes_four_queries_at_most(django_assert_max_num_queries, count, query):
    for number in range(count):
        build.product(title=f"Keripik Pisang {number}")
    selectors.vocabulary()
    with django_assert_max_num_queries(4):
        selectors.find(query)


def test_a_common_word_is_looked_at_in_part_and_the_right_pages_still_come_first(monkeypatch):
    monkeypatch.setattr("shop.storefront.search.shelf.LIKELIEST", 3)
    for number in range(8):
        build.product(title=f"Keripik Singkong {'abcdefgh'[number] * 3}")
    build.product(title="Pisang Keripik")
    assert found("keripik pisang")[0] == "Pisang Keripik"


def test_the_best_pages_of_a_word_are_read_from_an_index():
    with connection.cursor() as cursor:
        names = connection.introspection.get_constraints(cursor, ProductWord._meta.db_table)
    assert {"product_word_best_pages", "product_word_spoken", "product_word_once_per_page"} <= set(names)
