from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class SkuActionsPanel(Panel):
    """Shows each article's live price and stock beside the page form, with links to the actions that change them."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "storefront/admin/sku_actions_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            page = self.instance
            skus = [listing.sku for listing in page.listings.select_related("sku__level")] if page.pk else []
            return context | {"skus": skus, "empty": _("Save the page first, then add its articles.")}
