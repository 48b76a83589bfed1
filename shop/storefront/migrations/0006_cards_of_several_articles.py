from django.db import migrations, models
from django.db.models import Count, Q


def mark(apps, schema_editor):
    sold = Count("listings", filter=Q(listings__sku__archived_at=None))
    pages = apps.get_model("storefront", "ProductPage").objects.annotate(sold=sold).filter(sold__gt=1)
    apps.get_model("storefront", "ProductCardRow").objects.filter(page__in=pages.values("pk")).update(several=True)


class Migration(migrations.Migration):
    dependencies = [
        ("storefront", "0005_which_articles_are_food"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="productcardrow", name="card_price_list"),
        migrations.AddField("productcardrow", "several", models.BooleanField(default=False)),
        migrations.AddIndex("productcardrow", models.Index(fields=["several", "price_list"], name="card_price_list")),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
