"""What the owner does with an article."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounting import money
from shop.backoffice.acts import Act, PlainAct
from shop.backoffice.products.forms import ArticleForm, FactsForm, PriceForm
from shop.backoffice.products.variants import add_variant
from shop.backoffice.stock.acts import SkuAct
from shop.catalog import services as catalog
from shop.storefront import cards
from shop.storefront.models import ProductPage


class ArticleAct(SkuAct):
    index = ("products:index", gettext_lazy("Products"))
    inspect = "products:inspect"


class ChangePrice(ArticleAct):
    permission = "catalog.price_sku"
    form_class = PriceForm
    page_title = gettext_lazy("Change price")
    question = gettext_lazy("Orders that were placed already keep their price.")
    button = gettext_lazy("Save price")

    def get_initial(self):
        return {"price": self.sku.price, "compare_at": self.sku.compare_at}

    def act(self, facts):
        sku = catalog.change_price(sku=self.sku, **facts, **self.actor)
        cards.refresh_of_article(sku.pk)
        return _("%(name)s now costs %(price)s.") % {"name": sku, "price": money.format(sku.price)}


class ChangeFacts(ArticleAct):
    permission = "catalog.create_sku"
    form_class = FactsForm
    page_title = gettext_lazy("What this article is")
    button = gettext_lazy("Save")

    def get_initial(self):
        return {name: getattr(self.sku, name) for name in ("is_food", "net_content", "net_unit")}

    def act(self, facts):
        sku = catalog.change_facts(sku=self.sku, **facts)
        return _("%(name)s is saved.") % {"name": sku}


class Archive(PlainAct, ArticleAct):
    permission = "catalog.archive_sku"

    def act(self, facts):
        catalog.archive(sku=self.sku, now=self.actor["now"])
        cards.refresh_of_article(self.sku.pk)
        return _("%(name)s is archived: it is not sold any more.") % {"name": self.sku}


class Restore(PlainAct, ArticleAct):
    permission = "catalog.archive_sku"

    def act(self, facts):
        catalog.restore(sku=self.sku)
        cards.refresh_of_article(self.sku.pk)
        return _("%(name)s is sold again.") % {"name": self.sku}


class Delete(ArticleAct):
    permission = "catalog.archive_sku"
    page_title = gettext_lazy("Delete article")
    question = gettext_lazy("Only an article that was never ordered nor stocked can be deleted.")
    button = gettext_lazy("Delete")
    danger = True
    gone = False

    def act(self, facts):
        name, pages = str(self.sku), list(self.sku.listings.values_list("page", flat=True))
        catalog.delete(sku=self.sku)
        cards.refresh(pages)
        self.gone = True
        return _("%(name)s is deleted.") % {"name": name}

    def back(self):
        return reverse("products:index") if self.gone else super().back()


class AddVariant(Act):
    """`pk` is the product page's."""

    model = ProductPage
    permission = "catalog.create_sku"
    form_class = ArticleForm
    template_name = "backoffice/products/new.html"
    page_title = gettext_lazy("New variant")
    button = gettext_lazy("Add variant")

    def get_parents(self):
        return ((reverse("products:index"), _("Products")),)

    def back(self):
        return reverse("products:index")

    def get_initial(self):
        """A variant of food is food."""
        first = self.object.listings.first()
        return {"is_food": first.sku.is_food} if first else {}

    def act(self, facts):
        sku = add_variant(page=self.object, new=self.form.new_sku(), user=self.request.user, **self.actor)
        return _("%(name)s is in the shop.") % {"name": sku}

    def form_valid(self, form):
        self.form = form
        return super().form_valid(form)
