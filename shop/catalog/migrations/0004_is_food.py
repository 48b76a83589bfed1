from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0003_net_content"),
    ]

    operations = [
        migrations.AddField("sku", "is_food", models.BooleanField(default=True, verbose_name="food or drink")),
    ]
