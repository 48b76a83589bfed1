"""What every answer says to the browser, and what it never hands out."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from lapak import wsgi
from lapak.pages.models import HomePage

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


def policy(answer) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: sources for name, _, sources in parts}


def test_the_shop_runs_no_script_or_style_but_its_own(client):
    directives = policy(client.get("/healthz"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'self'"
    assert directives["style-src"] == "'self'"
    assert directives["base-uri"] == "'none'"
    assert directives["form-action"] == "'self'"
    assert directives["frame-ancestors"] == "'none'"
    assert "object-src" not in directives


def test_a_page_that_is_not_there_has_the_shops_policy(client):
    answer = client.get("/tidak-ada/")
    assert answer.status_code == 404
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_the_editor_may_set_styles_but_runs_no_inline_script(admin_client):
    directives = policy(admin_client.get("/admin/"))
    assert directives["style-src"] == "'self' 'unsafe-inline'"
    assert directives["script-src"] == "'self'"
    assert directives["frame-ancestors"] == "'self'"


@pytest.mark.parametrize("path", ["/healthz", "/tidak-ada/", "/admin/login/"])
def test_every_answer_is_guarded(client, path):
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"].startswith("camera=()")


@pytest.mark.parametrize("path", ["/healthz", "/tidak-ada/"])
def test_a_visitor_without_session_gets_no_cookie(client, path):
    answer = client.get(path)
    assert not answer.cookies
    # A page follows the visitor's choice of language, which is a cookie.
    assert ("Cookie" in answer.headers.get("Vary", "")) == (path != "/healthz")


def test_wagtails_page_that_always_fails_is_not_there(admin_client):
    assert admin_client.get("/admin/failwhale/").status_code == 404


def test_a_public_picture_is_served_for_ever_and_without_power(client):
    name = storages["default"].save("images/sambal.fill-320x320.jpg", ContentFile(b"\xff\xd8\xff"))
    answer = client.get(f"/media/{name}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert policy(answer) == {"default-src": "'none'", "sandbox": ""}
    assert not answer.cookies


@pytest.mark.parametrize(
    "name", ["documents/laporan.pdf", "images/jahat.svg", "images/jahat.html", "lain/foto.jpg", "foto.jpg"]
)
def test_nothing_else_in_the_media_folder_is_served(client, name):
    kept = storages["default"].save(name, ContentFile(b"isi"))
    assert client.get(f"/media/{kept}").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["images/../../lapak.sqlite3", "images/%2e%2e/%2e%2e/private/bukti.jpg", "images/..%2f..%2fprivate/bukti.jpg", ""],
)
def test_no_path_leads_out_of_the_media_folder(client, path):
    storages["private"].save("bukti.jpg", ContentFile(b"rahasia"))
    answer = client.get(f"/media/{path}")
    assert answer.status_code == 404
    assert b"rahasia" not in answer.content


@pytest.mark.parametrize("name", ["a" * 300, "a/" * 2000 + "b"])
def test_a_name_that_no_file_can_have_is_not_found(client, name):
    assert client.get(f"/media/images/{name}.jpg").status_code == 404


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "hex", "punycode", "nonsense", '"hex"'])
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])
def test_a_form_in_a_foreign_character_set_is_refused_before_anything_decodes_it(kind, charset):
    statuses = []
    environ = {"CONTENT_TYPE": f"{kind}; charset={charset}"}
    body = wsgi.application(environ, lambda status, headers: statuses.append(status))
    assert (statuses, body) == (["400 Bad Request"], [gettext("Please send this form as UTF-8.").encode()])


@pytest.mark.parametrize("kind", ["", "text/plain", "text/plain; charset=UTF-8", 'text/plain; charset="utf-8"', ";=;"])
def test_every_other_form_is_read(kind):
    assert wsgi.charset(kind) in wsgi.CHARSETS


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken", "lapak_cart"])
@pytest.mark.parametrize("value", ['"\\000"', '"abc\\000def"'])
def test_a_nul_in_a_cookie_is_as_if_the_cookie_were_not_there(client, cookie, value):
    for address in ("/keranjang/", "/admin/login/"):
        assert client.get(address, HTTP_COOKIE=f"{cookie}={value}").status_code == 200


def test_private_files_lie_outside_the_media_folder_and_have_no_address():
    private = storages["private"]
    assert not settings.PRIVATE_ROOT.is_relative_to(settings.MEDIA_ROOT)
    assert not settings.MEDIA_ROOT.is_relative_to(settings.PRIVATE_ROOT)
    with pytest.raises(ValueError, match="not accessible via a URL"):
        private.url("bukti.jpg")


@pytest.mark.parametrize("prefix", ["", "media/", "private/", "media/private/", "static/", "media/images/"])
def test_a_private_file_is_reached_by_no_address(client, admin_client, prefix):
    name = storages["private"].save("bukti-transfer.jpg", ContentFile(b"rahasia"))
    for visitor in (client, admin_client):
        assert visitor.get(f"/{prefix}{name}").status_code == 404


def test_private_files_are_not_readable_for_other_users_of_the_machine():
    kept = Path(storages["private"].path(storages["private"].save("bukti/a.jpg", ContentFile(b"rahasia"))))
    assert kept.stat().st_mode & 0o007 == 0
    assert kept.parent.stat().st_mode & 0o007 == 0


def test_a_form_whose_token_is_missing_is_answered_with_a_sentence():
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert "csrf" not in answer.content.decode().lower()
    assert "<h1>" in answer.content.decode()


def test_the_preview_of_a_page_may_be_framed_by_the_editor_alone(admin_client):
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Beranda", slug="beranda", hero_title="Sambal"))
    address = f"/admin/pages/{home.pk}/edit/preview/"
    streams = {"body": streamfield([]), "seasons": streamfield([])}
    form = {"title": "Beranda", "slug": "beranda", "hero_title": "Sambal"} | streams
    assert admin_client.post(address, nested_form_data(form)).json()["is_valid"]
    answer = admin_client.get(address)
    assert answer.status_code == 200
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert policy(answer)["frame-ancestors"] == "'self'"
    assert policy(answer)["style-src"] == "'self'"
