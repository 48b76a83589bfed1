import django.db.models.deletion
from django.db import migrations, models

from accounting import chart
from accounting.guards.operations import InstallGuards


def load_chart(apps, schema_editor):
    chart.load(schema_editor.connection.alias, apps=apps)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PeriodLock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateField(null=True, verbose_name="closed until")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("by", models.CharField(blank=True, max_length=150)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="code")),
                ("role", models.CharField(max_length=60, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("A", "Assets"),
                            ("L", "Liabilities"),
                            ("Q", "Equity"),
                            ("R", "Revenue"),
                            ("E", "Expenses"),
                        ],
                        max_length=1,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("formal_name", models.CharField(max_length=120, verbose_name="book-keeper's name")),
            ],
            options={
                "verbose_name": "account in the books",
                "verbose_name_plural": "accounts in the books",
                "ordering": ["code"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["A", "L", "Q", "R", "E"])), name="account_kind_known"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Book",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("next_number", models.BigIntegerField(default=1)),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_book")],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="number")),
                ("date", models.DateField(db_index=True, verbose_name="date")),
                ("document_date", models.DateField(verbose_name="document date")),
                ("narration", models.TextField(verbose_name="description")),
                ("key", models.CharField(max_length=200, unique=True)),
                ("source", models.CharField(blank=True, db_index=True, max_length=200, verbose_name="document")),
                ("source_url", models.CharField(blank=True, max_length=300)),
                ("posted_by", models.CharField(blank=True, max_length=150, verbose_name="posted by")),
                ("posted_at", models.DateTimeField(verbose_name="posted at")),
                ("previous_hash", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "reverses",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="accounting.entry",
                        verbose_name="reverses",
                    ),
                ),
            ],
            options={
                "verbose_name": "journal entry",
                "verbose_name_plural": "journal entries",
                "ordering": ["-number"],
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.BigIntegerField(verbose_name="amount")),
                ("date", models.DateField(verbose_name="date")),
                ("party", models.TextField(blank=True)),
                ("memo", models.TextField(blank=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="accounting.account"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="accounting.entry"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="MonthTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.PositiveIntegerField()),
                ("debit", models.BigIntegerField()),
                ("credit", models.BigIntegerField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="months", to="accounting.account"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(condition=models.Q(("key", ""), _negated=True), name="entry_has_key"),
        ),
        migrations.AddIndex(
            model_name="line",
            index=models.Index(fields=["account", "date", "entry"], name="line_ledger"),
        ),
        migrations.AddIndex(
            model_name="line",
            index=models.Index(fields=["date"], name="line_date"),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(condition=models.Q(("amount", 0), _negated=True), name="line_not_zero"),
        ),
        migrations.AddConstraint(
            model_name="monthtotal",
            constraint=models.UniqueConstraint(fields=("account", "month"), name="month_total_once"),
        ),
        InstallGuards(),
        migrations.RunPython(load_chart, migrations.RunPython.noop),
    ]
