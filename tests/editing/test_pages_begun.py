"""A page that is just begun, or saved half done, can be looked at: every kind of page, with as little as its form
takes."""

import pytest
from django.urls import reverse
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from lapak.pages.models import HomePage, NoticePage
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only, pytest.mark.usefixtures("clock")]

BEGUN = [
    *((model, {}) for model in get_page_models() if model not in (Page, NoticePage)),
    *((NoticePage, {"kind": kind}) for kind in NoticePage.Kind.values),
]


def every_kind_of_page(test):
    names = [f"{model._meta.label_lower} {' '.join(facts.values())}".strip() for model, facts in BEGUN]
    return pytest.mark.parametrize(("model", "facts"), BEGUN, ids=names)(test)


def parent_of(model) -> Page:
    """Where such a page may be begun; made if need be."""
    kind = model.allowed_parent_page_models()[0]
    if kind is Page:
        return Page.get_first_root_node()
    if kind is HomePage:
        return build.home()
    return kind.objects.first() or parent_of(kind).add_child(instance=kind(title=kind.__name__))


def address(name: str, model, parent: Page) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=[model._meta.app_label, model._meta.model_name, parent.pk])


def started(client, model, parent: Page, facts: dict, sections=lambda block: streamfield([])) -> dict:
    """The form as it opens, with a title; `sections` gives what stands in a StreamField."""
    opened = client.get(address("add", model, parent)).content.decode()
    streams = {field.name: sections(field.stream_block) for field in streams_of(model)}
    return querydict_from_html(opened, form_id="page-edit-form").dict() | nested_form_data(
        streams | facts | {"title": "Baru", "slug": "baru"}
    )


def streams_of(model) -> list[StreamField]:
    return [field for field in model._meta.get_fields() if isinstance(field, StreamField)]


def look(client, url: str, data: dict) -> None:
    stored = client.post(url, data).json()
    assert stored["is_valid"] is True, stored
    assert client.get(url).status_code == 200


@every_kind_of_page
def test_the_preview_of_a_page_just_begun(admin_client, model, facts):
    parent = parent_of(model)
    look(admin_client, address("preview_on_add", model, parent), started(admin_client, model, parent, facts))


def nothing_in(block):
    """The form of a block in which nothing is filled in; of a list, one of each kind."""
    match block:
        case blocks.StreamBlock():
            return streamfield([(name, nothing_in(child)) for name, child in block.child_blocks.items()])
        case blocks.ListBlock():
            return streamfield([("item", nothing_in(block.child_block))])
        case blocks.StructBlock():
            return {name: nothing_in(child) for name, child in block.child_blocks.items()}
        case blocks.RichTextBlock():
            return rich_text("")
    return ""


@every_kind_of_page
def test_a_draft_of_empty_sections(admin_client, model, facts):
    parent = parent_of(model)
    data = started(admin_client, model, parent, facts, sections=nothing_in)
    look(admin_client, address("preview_on_add", model, parent), data)
    assert admin_client.post(address("add", model, parent), data).status_code == 302
    page = model.objects.get(title="Baru")
    look(admin_client, reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]), data)
    for name, which in [("view_draft", []), ("revisions_view", [page.latest_revision_id])]:
        assert admin_client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *which])).status_code == 200
