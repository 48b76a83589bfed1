"""The share screens of the editor: who may open them, and what is ready there."""

import html
import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail.users.models import UserProfile

from blog.models import PromotionIndexPage
from lapak.guide.models import GuideIndexPage
from shop.backoffice.roles import set_up_roles
from tests import build
from tests.english import in_english  # noqa: F401
from tests.pages import build as pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: build.NOW)


@pytest.fixture
def promotion(product):
    index = build.home().add_child(instance=PromotionIndexPage(title="Promo", slug="promo"))
    return pages.promotion(index, products=(product,), tags=("khas kaltim",))


@pytest.fixture(scope="module")
def roles(kept_rows):
    set_up_roles(guide=build.home().add_child(instance=GuideIndexPage(title="Panduan", slug="panduan")))


@pytest.fixture
def log_in(db, roles):
    def as_member(role: str) -> Client:
        user = get_user_model().objects.create_user(f"test-{role}")
        user.groups.set(Group.objects.filter(name=role))
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = "en"
        profile.save()
        client = Client()
        client.force_login(user)
        return client

    return as_member


@pytest.fixture
def owner(log_in):
    return log_in("owner")


def kit(kind: str, page) -> str:
    return reverse("share_admin:kit", args=[kind, page.pk])


def told(client, address: str) -> str:
    """All texts of the page that comes next, such as messages."""
    return html.unescape(client.get(address, follow=True).content.decode())


@pytest.mark.parametrize("role", ["owner", "cashier"])
def test_who_sells_may_share(log_in, product, promotion, role):
    client = log_in(role)
    assert client.get(reverse("share_admin:list")).status_code == 200
    assert client.get(kit("produk", product)).status_code == 200
    assert client.get(kit("promo", promotion)).status_code == 200


def test_cashier_may_share_and_still_not_edit(log_in, promotion):
    client = log_in("cashier")
    edit = reverse("wagtailadmin_pages:edit", args=[promotion.pk])
    assert client.get(edit).status_code == 302
    assert edit not in told(client, kit("promo", promotion))


def test_mentor_shares_nothing_of_the_shop(log_in, product, promotion):
    client = log_in("mentor")
    for address in (reverse("share_admin:list"), kit("produk", product), kit("promo", promotion)):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))


def test_stranger_is_sent_to_the_door(client, product):
    for address in (reverse("share_admin:list"), kit("produk", product)):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("wagtailadmin_login"))


@pytest.mark.parametrize(
    "address", ["/admin/share/rahasia/1/", "/admin/share/produk/0/", "/admin/share/promo/99999999999999999999/"]
)
def test_what_does_not_exist_is_not_found(owner, address):
    assert owner.get(address).status_code == 404


def test_kit_has_four_pictures_to_download(owner, client, promotion):
    body = told(owner, kit("promo", promotion))
    shown = re.findall(r'<img src="(/bagikan/promo/\d+/(\w+)\.jpg\?v=\w+)"', body)
    downloads = re.findall(r'href="(/bagikan/[^"]+)" download="(pekan-keripik-\w+\.jpg)"', body)
    assert [style for _address, style in shown] == ["kotak", "potret", "cerita", "tautan"]
    assert downloads == [(address, f"pekan-keripik-{style}.jpg") for address, style in shown]
    assert [client.get(address).status_code for address, _style in shown] == [200] * 4


def test_kit_counts_what_instagram_limits(owner, promotion):
    body = told(owner, kit("promo", promotion))
    caption = re.search(r'<textarea[^>]*id="share-caption"[^>]*>(.*?)</textarea>', body, re.S)[1].strip()
    assert caption.startswith("Pekan keripik\n\nKabar dari dapur.")
    assert caption.endswith("#KhasKaltim")
    numbers = re.search(r"<p><small>([^<]+· [^<]+)</small>", body)[1]
    assert [int(number) for number in re.findall(r"\d+", numbers)] == [len(caption), 2200, 1, 5, 0, 3]


def test_kit_has_a_link_for_each_network_with_its_source(owner, product):
    body = told(owner, kit("produk", product))
    for network, source in (("wa.me", "whatsapp"), ("facebook.com", "facebook"), ("t.me", "telegram"), ("x.com", "x")):
        assert re.search(rf'href="https://(www\.)?{re.escape(network)}/[^"]*utm_source%3D{source}%26', body), network
    assert 'id="share-link" type="text" readonly value="http://testserver/produk/' in body
    assert f"utm_source=salin&utm_medium=social&utm_campaign=halaman-{product.pk}" in body


def test_markup_in_a_title_stays_text(owner, product):
    product.title = "</textarea><script>alert(1)</script>"
    product.save_revision().publish()
    assert b"<script>alert(1)" not in owner.get(kit("produk", product)).content


def test_draft_is_refused_with_a_sentence_and_no_picture(owner, product):
    product.unpublish()
    answer = owner.get(kit("produk", product))
    assert answer.status_code == 200
    assert "/bagikan/" not in answer.content.decode()
    assert answer.context["may_edit"]


def test_list_names_what_runs_comes_and_is_sold(owner, product, promotion):
    hidden = build.product(title="Belum terbit", publish=False)
    body = told(owner, reverse("share_admin:list"))
    assert kit("promo", promotion) in body
    assert kit("produk", product) in body
    assert kit("produk", hidden) not in body


def publish(client, page):
    form = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "valid_from": page.valid_from,
            "valid_until": page.valid_until,
            "body": streamfield([]),
            "tags": "",
            "promoted": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            "action-publish": "1",
        }
    )
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form, follow=True)


def test_after_publishing_one_tap_leads_to_the_kit(owner, promotion):
    """Publish, Share, a network, send: four taps."""
    body = publish(owner, promotion).content.decode()
    assert f'href="{kit("promo", promotion)}"' in body


def test_after_saving_a_draft_nothing_is_offered(owner, promotion):
    promotion.unpublish()
    body = owner.get(reverse("wagtailadmin_explore", args=[promotion.get_parent().pk])).content.decode()
    assert kit("promo", promotion) not in body


@pytest.mark.parametrize("live", [True, False])
def test_editor_has_the_button_for_what_is_live(owner, product, live):
    if not live:
        product.unpublish()
    body = owner.get(reverse("wagtailadmin_pages:edit", args=[product.pk])).content.decode()
    assert (kit("produk", product) in body) is live


def test_page_of_another_kind_has_no_button(owner):
    body = owner.get(reverse("wagtailadmin_pages:edit", args=[build.home().pk])).content.decode()
    assert f"/admin/share/produk/{build.home().pk}/" not in body
    assert "/admin/share/promo/" not in body


@pytest.mark.parametrize(("act", "data"), [("unpublish", {}), ("delete", {})])
def test_pictures_go_with_the_page(owner, client, product, own_media, act, data):
    client.get(reverse("share:picture", kwargs={"kind": "produk", "pk": product.pk, "style": "kotak"}), follow=True)
    assert list((own_media / "bagikan").rglob("*.jpg"))
    owner.post(reverse(f"wagtailadmin_pages:{act}", args=[product.pk]), data)
    assert list((own_media / "bagikan").rglob("*.jpg")) == []
