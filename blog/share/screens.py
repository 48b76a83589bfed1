"""The share screens in the editor: a list of what can be shared, and the kit of one page."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from blog import selectors
from blog.share import captions
from blog.share.kit import kit_for
from blog.share.subjects import LARGEST_KEY, MODELS, PRODUCT, PROMOTION, kind_of, public_page, subject_under
from shop.backoffice.acts import AdminPage
from shop.backoffice.visits import funnel
from shop.backoffice.visits.screens import SEES_VISITS
from shop.catalog.selectors import current_rules
from shop.store.selectors import shop
from shop.storefront.models import ProductPage
from shop.visits import counter
from shop.visits.sources import campaign_of

# Whoever sells the goods may pass on what everybody can see; so may who publishes the page.
SEES_GOODS = "catalog.view_sku"
MOST_PRODUCTS = 500
LABELS = {
    "kotak": _("Square, for the feed of Instagram and Facebook"),
    "potret": _("Upright, larger in the feed"),
    "cerita": _("Whole screen, for stories and WhatsApp status"),
    "tautan": _("Wide, shown with every link"),
}
PARTS = {
    "characters": (captions.INSTAGRAM, _("characters")),
    "hashtags": (captions.INSTAGRAM_TAGS, _("hashtags")),
    "mentions": (captions.INSTAGRAM_MENTIONS, _("mentions")),
}


def may_share(user, page) -> bool:
    return user.has_perm(SEES_GOODS) or page.permissions_for_user(user).can_publish()


def address_of(page) -> str:
    """Of the kit of this page; empty when it is of no kind that is shared."""
    kind = kind_of(page)
    return reverse("share_admin:kit", args=[kind, page.pk]) if kind else ""


class ShareList(AdminPage, TemplateView):
    permission = SEES_GOODS
    page_title = _("Share")
    header_icon = "redirect"
    template_name = "blog/share/list.html"

    def get_context_data(self, **kwargs):
        now = timezone.now()
        promotions = [*selectors.running(now=now), *selectors.coming(now=now)]
        products = ProductPage.objects.live().public().order_by("title", "pk")[:MOST_PRODUCTS]
        groups = [(_("Promotions"), PROMOTION, promotions), (_("Products"), PRODUCT, products)]
        return super().get_context_data(groups=groups, **kwargs)


class ShareKit(AdminPage, TemplateView):
    page_title = _("Share")
    header_icon = "redirect"
    template_name = "blog/share/kit.html"

    def dispatch(self, request, *args, **kwargs):
        if not may_share(request.user, self.page):
            raise PermissionDenied
        return TemplateView.dispatch(self, request, *args, **kwargs)

    @cached_property
    def page(self):
        model = MODELS.get(self.kwargs["kind"])
        found = model and self.kwargs["pk"] <= LARGEST_KEY and model.objects.filter(pk=self.kwargs["pk"]).first()
        if not found:
            raise Http404
        return found

    def get_parents(self):
        return ((reverse("share_admin:list"), _("Share")),) if self.request.user.has_perm(SEES_GOODS) else ()

    def get_page_title(self):
        return self.page.title

    def get_context_data(self, **kwargs):
        live = public_page(self.kwargs["kind"], self.page.pk)
        shown = self._of(live) if live else {}
        may_edit = self.page.permissions_for_user(self.request.user).can_edit()
        return super().get_context_data(page=self.page, may_edit=may_edit, **shown, **self._numbers(), **kwargs)

    def _numbers(self) -> dict:
        """What came of the links of this page, for whoever sees such numbers."""
        if not self.request.user.has_perm(SEES_VISITS):
            return {}
        counter.flush()
        rows = funnel.by_source(funnel.of_campaign(campaign_of(self.page.pk)))
        return {"sees_numbers": True, "numbers": rows, "whole": funnel.total(row for _label, row in rows)}

    def _of(self, page) -> dict:
        rules = current_rules(now=timezone.now(), request=self.request)
        kit = kit_for(self.request, subject_under(page, rules), shop())
        used = captions.counts(kit.words.caption)
        return {
            "kit": kit,
            "pictures": [(picture, LABELS[picture.style.slug]) for picture in kit.pictures],
            "counts": [(used[part], most, label) for part, (most, label) in PARTS.items()],
        }
