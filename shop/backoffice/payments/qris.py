"""The shop's own QRIS: keep it, compare it, try it, then let it fill in amounts."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from shop.backoffice.acts import AdminPage, NeedsPermission
from shop.payments import shop_qris
from shop.payments.qris import QrisRefused, read, with_amount
from shop.payments.qris.picture import decode, svg
from shop.payments.services import PaymentError
from shop.store.pictures import PictureRefused

TRIAL = 1000
MOST_BYTES = 8 * 1024 * 1024


class QrisForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Text of your QRIS"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("It begins with 000201. Or choose a photo of it below."),
    )
    photo = forms.FileField(label=gettext_lazy("Photo of your QRIS"), required=False)

    def clean(self):
        facts = super().clean()
        text, photo = facts.get("text", "").strip(), facts.get("photo")
        if photo and not text:
            text = self._decoded(photo)
        if not text and not self.errors:
            self.add_error("text", _("Paste the text, or choose a photo."))
        return {"text": text}

    def _decoded(self, photo) -> str:
        if photo.size > MOST_BYTES:
            self.add_error("photo", _("This file is larger than 8 MB. Send a smaller photo or a screenshot."))
            return ""
        try:
            text = decode(photo.read())
        except PictureRefused as refusal:
            self.add_error("photo", str(refusal))
            return ""
        if text is None:
            self.add_error("photo", _("No code is found in this photo. Take it straight, near and in good light."))
        return text or ""


class QrisPage(AdminPage, FormView):
    permission = "payments.change_shopqris"
    page_title = gettext_lazy("QRIS of the shop")
    form_class = QrisForm
    template_name = "backoffice/payments/qris.html"

    def get_parents(self):
        return ((reverse("check_payments:index"), _("Check payments")),)

    def post(self, request, *args, **kwargs):
        acts = {"own": self._own, "tried": self._tried, "switch": self._switch}
        if (act := acts.get(request.POST.get("do", ""))) is None:
            return super().post(request, *args, **kwargs)
        try:
            messages.success(request, act())
        except PaymentError as refusal:
            messages.error(request, str(refusal))
        return redirect("check_payments:qris")

    def form_valid(self, form):
        try:
            shop_qris.keep(text=form.cleaned_data["text"], **self.actor)
        except QrisRefused as refusal:
            form.add_error("text", str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("The code is read. Compare name, city and NMID with those of your contract."))
        return redirect("check_payments:qris")

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _own(self) -> str:
        shop_qris.own(**self.actor)
        return _("Buyers see your QRIS on their payment page.")

    def _tried(self) -> str:
        shop_qris.tried(**self.actor)
        return _("The test payment is written down. You may let the code fill in the amount.")

    def _switch(self) -> str:
        chosen = {name: name in self.request.POST for name in ("shown", "fills_amount")}
        shop_qris.switch(**chosen)
        return _("Saved.")

    def get_context_data(self, **kwargs):
        kept = shop_qris.current()
        facts = {"kept": kept}
        if kept:
            facts |= {"qris": read(kept.text), "trial": TRIAL}
        return super().get_context_data(**facts, **kwargs)


class QrisPicture(NeedsPermission, View):
    """The kept code, or with `trial` in the address the one with a small amount filled in."""

    permission = "payments.change_shopqris"

    def get(self, request, which):
        kept = shop_qris.current()
        if kept is None:
            raise Http404
        text = with_amount(read(kept.text), TRIAL) if which == "trial" else kept.text
        return HttpResponse(svg(text), content_type="image/svg+xml", headers={"Cache-Control": "private, no-store"})
