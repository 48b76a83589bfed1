from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StorefrontConfig(AppConfig):
    name = "shop.storefront"
    label = "storefront"
    verbose_name = _("Storefront")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from shop.storefront import follow
        from shop.storefront.search import follow as follow_words

        follow.connect()
        follow_words.connect()
