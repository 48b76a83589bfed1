"""Articles that were there before the field: by what their pages say, as the list of what is missing did until then."""

from django.db import migrations
from django.db.models import Q

SHELVES = ("/makanan", "/minuman", "/bahan-makanan", "/bumbu", "/camilan", "/kue")
FACTS = ("halal", "shelf_life", "ingredients", "allergens")


def guess(apps, schema_editor):
    """No food is what pages list, none of which has a fact of food or stands on a shelf of food."""
    signs = [Q(url_path__contains=shelf) for shelf in SHELVES] + [~Q(**{fact: ""}) for fact in FACTS]
    any_sign = Q()
    for sign in signs:
        any_sign |= sign
    database = schema_editor.connection.alias
    listings = apps.get_model("storefront", "ProductListing").objects.using(database)
    food = apps.get_model("storefront", "ProductPage").objects.using(database).filter(any_sign)
    listed, eaten = listings.values("sku"), listings.filter(page__in=food.values("pk")).values("sku")
    skus = apps.get_model("catalog", "Sku").objects.using(database)
    skus.filter(pk__in=listed).exclude(pk__in=eaten).update(is_food=False)


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0004_is_food"),
        ("storefront", "0004_prices_of_the_moment"),
    ]

    operations = [
        migrations.RunPython(guess, migrations.RunPython.noop),
    ]
