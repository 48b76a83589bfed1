"""WhatsApp numbers that were typed while any text was taken: in the form that links need."""

from contextlib import suppress

from django.db import migrations

from shop.store.phone import PhoneRefused, normalise


def tidy(apps, schema_editor):
    """What is no mobile number stays as it is: the settings ask for a better one when they are saved next."""
    shops = apps.get_model("store", "Shop").objects.using(schema_editor.connection.alias)
    for shop in shops.exclude(whatsapp=""):
        with suppress(PhoneRefused):
            shops.filter(pk=shop.pk).update(whatsapp=normalise(shop.whatsapp))


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0006_cash_on_delivery"),
    ]

    operations = [
        migrations.RunPython(tidy, migrations.RunPython.noop),
    ]
