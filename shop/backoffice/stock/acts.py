"""Goods come in, and the stock is put right. Both start from the list of stock or from a product."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shop.backoffice.acts import Act
from shop.backoffice.stock.forms import AdjustForm, ReceiveForm
from shop.catalog.models import Sku
from shop.stock import services as stock
from shop.stock.models import StockLevel


class SkuAct(Act):
    model = Sku
    index = ("stock:index", gettext_lazy("Stock"))
    inspect = "stock:inspect"

    def get_queryset(self):
        return Sku.objects.select_related("level")

    @property
    def sku(self) -> Sku:
        return self.object

    def get_parents(self):
        return ((reverse(self.index[0]), self.index[1]), (self.back(), str(self.sku)))

    def back(self) -> str:
        return reverse(self.inspect, args=[self.sku.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(sku=self.sku, level=getattr(self.sku, "level", None), **kwargs)


class Receive(SkuAct):
    permission = "stock.receive_stocklevel"
    form_class = ReceiveForm
    template_name = "backoffice/stock/act.html"
    page_title = gettext_lazy("Receive goods")
    button = gettext_lazy("Goods are in")

    def act(self, facts):
        stock.receive(
            sku=self.sku,
            quantity=facts["quantity"],
            total_cost=facts["cost"],
            paid_from=facts["paid_from"],
            reason=facts["reason"],
            key=f"receive:{facts['key']}",
            at=self.actor["now"],
            by=self.actor["by"],
        )
        text = ngettext("%(count)d of %(name)s came in.", "%(count)d of %(name)s came in.", facts["quantity"])
        return text % {"count": facts["quantity"], "name": self.sku}


class Adjust(SkuAct):
    permission = "stock.adjust_stocklevel"
    form_class = AdjustForm
    template_name = "backoffice/stock/act.html"
    page_title = gettext_lazy("Correct stock")
    button = gettext_lazy("Correct stock")

    @transaction.atomic
    def act(self, facts):
        change = facts["change"]
        if facts["counted"] is not None:
            # What is there is read behind the lock: an order may be handed over at this moment.
            stock.open_level(sku=self.sku)
            change = facts["counted"] - StockLevel.objects.select_for_update().get(pk=self.sku.pk).on_hand
            if not change:
                return _("The count agrees: nothing had to be corrected.")
        stock.adjust(
            sku=self.sku,
            change=change,
            reason=facts["reason"],
            key=f"adjust:{facts['key']}",
            at=self.actor["now"],
            by=self.actor["by"],
        )
        return _("The stock of %(name)s is corrected by %(change)+d.") % {"name": self.sku, "change": change}
