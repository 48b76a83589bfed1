from django.db import migrations, models
from django.db.models import Max, OuterRef, Subquery


def fill(apps, schema_editor):
    sold = apps.get_model("storefront", "ProductListing").objects.filter(page=OuterRef("page"), sku__archived_at=None)
    highest = sold.order_by().values("page").annotate(price=Max("sku__price")).values("price")
    rows = apps.get_model("storefront", "ProductCardRow").objects.all()
    rows.update(highest=Subquery(highest), price_list="")


class Migration(migrations.Migration):
    dependencies = [
        ("storefront", "0006_cards_of_several_articles"),
    ]

    operations = [
        migrations.AddField("productcardrow", "highest", models.BigIntegerField(null=True)),
        migrations.AddField("productcardrow", "highest_now", models.BigIntegerField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
