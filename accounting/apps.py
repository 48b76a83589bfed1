from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountingConfig(AppConfig):
    name = "accounting"
    label = "accounting"
    verbose_name = _("Books")
    default_auto_field = "django.db.models.BigAutoField"
