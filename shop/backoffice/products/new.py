from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages

from shop.backoffice.acts import REFUSALS, AdminPage
from shop.backoffice.products.forms import NewProductForm
from shop.backoffice.products.photos import PhotoRefused, describe, store_photo
from shop.storefront import photos
from shop.storefront.models import ProductPage
from shop.storefront.services import create_product


class NewProduct(AdminPage, FormView):
    """Photo, name, price, opening stock, publish: one form."""

    permission = "catalog.create_sku"
    form_class = NewProductForm
    template_name = "backoffice/products/new.html"
    page_title = gettext_lazy("New product")

    def get_parents(self):
        return ((reverse("products:index"), _("Products")),)

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        form.full_clean()
        try:
            self._keep_photo(form)
        except PhotoRefused as refusal:
            form.add_error("photo", str(refusal))
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def _keep_photo(self, form):
        """At once, whatever else is wrong: no browser sends a file a second time by itself."""
        facts = form.cleaned_data
        if photo := facts.get("photo"):
            form.choose(store_photo(photo, title=facts.get("title") or photo.name, user=self.request.user))

    def form_valid(self, form):
        try:
            page = self._create(form)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(self.request, self._told(page), buttons=self._next(page))
            return redirect("products:inspect", page.listings.get().sku_id)
        return self.form_invalid(form)

    @transaction.atomic
    def _create(self, form) -> ProductPage:
        facts, user = form.cleaned_data, self.request.user
        photo = facts["chosen"]
        if photo:
            describe(photo, facts["alt"] or facts["title"], user=user)
        photos.prepare_later([photo and photo.pk])
        return create_product(
            category=facts["category"],
            title=facts["title"],
            summary=facts["summary"],
            skus=[form.new_sku()],
            photo=photo,
            publish="draft" not in self.request.POST,
            user=user,
            **self.actor,
        )

    def _told(self, page):
        text = _("%(name)s is in the shop.") if page.live else _("%(name)s is saved as a draft.")
        return text % {"name": page.title}

    def _next(self, page):
        see = [messages.button(page.url, _("See the page"), new_window=True)] if page.live and page.url else []
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit the page"))
        return [*see, edit, messages.button(reverse("products:add"), _("Add another"))]

    def form_invalid(self, form):
        if form.cleaned_data.get("photo"):
            messages.success(self.request, _("Your photo is kept. You need not choose it again."))
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(draft_button=True, button=_("Publish"), back=self.get_parents()[0][0], **kwargs)
