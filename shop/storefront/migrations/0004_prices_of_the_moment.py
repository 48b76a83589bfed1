from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("storefront", "0003_cards"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="productcardrow", name="card_shelf_price"),
        migrations.RemoveIndex(model_name="productcardrow", name="card_price"),
        migrations.AddField("productcardrow", "lowest_now", models.BigIntegerField(null=True)),
        migrations.AddField("productcardrow", "price_list", models.CharField(blank=True, default="", max_length=16)),
        migrations.AddIndex("productcardrow", models.Index(fields=["shelf", "lowest_now"], name="card_shelf_price")),
        migrations.AddIndex("productcardrow", models.Index(fields=["lowest_now"], name="card_price")),
        migrations.AddIndex("productcardrow", models.Index(fields=["price_list"], name="card_price_list")),
    ]
