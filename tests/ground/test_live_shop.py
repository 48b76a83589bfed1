"""The rig's live shop: the production server with a database of its own."""

import urllib.request

from tests.rig import unguarded_example


def get(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.status, answer.read()


def test_a_live_shop_answers_from_its_own_database(live_shop):
    shop = live_shop()
    assert get(f"{shop.url}/healthz") == (200, b"ok")
    created = shop.manage("shell", "--no-imports", "-c", "from wagtail.models import Site; print(Site.objects.count())")
    assert created.stdout.strip() == "1"


def test_a_killed_shop_starts_again_on_the_same_data(live_shop):
    shop = live_shop(workers=1)
    (shop.data / "kept").write_text("here")
    shop.kill9()
    shop.start()
    assert get(f"{shop.url}/healthz") == (200, b"ok")
    assert (shop.data / "kept").read_text() == "here"


def test_a_patch_is_in_force_inside_the_workers(live_shop):
    shop = live_shop(patch=unguarded_example.__name__)
    assert get(f"{shop.url}/healthz") == (200, b"patched")


def test_a_stopped_shop_leaves_nothing_behind(live_shop):
    shop = live_shop(workers=1)
    shop.stop()
    assert shop.process.poll() is not None
    assert not shop.data.exists()
