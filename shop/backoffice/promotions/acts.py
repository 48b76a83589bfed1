"""What the owner does with price promotions and vouchers: make, change, stop, start again."""

from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages

from shop.backoffice.acts import REFUSALS, Act, AdminPage, PlainAct
from shop.backoffice.promotions.forms import RuleForm, VoucherForm, levels_text
from shop.catalog import promotions, vouchers
from shop.catalog.models import PriceRule, Sku, Voucher
from shop.catalog.selectors import reach

RULES = ("price_rules:index", gettext_lazy("Price promotions"))
VOUCHERS = ("vouchers:index", gettext_lazy("Vouchers"))


class Below:
    """A page below one of the two lists."""

    index = RULES

    def get_parents(self):
        return ((reverse(self.index[0]), self.index[1]),)

    def back(self) -> str:
        return reverse(self.index[0])


class New(Below, AdminPage, FormView):
    """`create(facts)` calls the service and returns the row."""

    template_name = "backoffice/act.html"

    def get_initial(self):
        return {"starts_at": timezone.localtime().replace(second=0, microsecond=0)}

    def form_valid(self, form):
        try:
            made = self.create(form.facts)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("%(name)s is ready.") % {"name": made})
        return redirect(self.back())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(button=_("Save"), back=self.back(), **kwargs)


class NewRule(New):
    permission = "catalog.manage_pricerule"
    form_class = RuleForm
    page_title = gettext_lazy("New price promotion")

    def create(self, facts):
        made = promotions.create_rule(**facts, **self.actor)
        _tell_reach(self.request, made)
        return made


class NewVoucher(New):
    index = VOUCHERS
    permission = "catalog.manage_voucher"
    form_class = VoucherForm
    page_title = gettext_lazy("New voucher")

    def create(self, facts):
        return vouchers.create_voucher(**facts, **self.actor)


class Change(Below, Act):
    """Acts on the form's `facts`, which are what the services take."""

    page_title = gettext_lazy("Change")
    question = gettext_lazy("Orders that were placed already keep what was agreed.")

    def form_valid(self, form):
        self.facts = form.facts
        return super().form_valid(form)


class ChangeRule(Change):
    model = PriceRule
    permission = "catalog.manage_pricerule"
    form_class = RuleForm

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        chosen = Q(pk__in=self.object.articles.values("sku"))
        form.fields["skus"].queryset = Sku.objects.filter(Q(archived_at=None) | chosen)
        return form

    def get_initial(self):
        rule = self.object
        kept = ("name", "kind", "buy", "get", "everything", "combines", "starts_at", "ends_at")
        where = "percent" if rule.kind == PriceRule.Kind.PERCENT else "amount"
        articles = list(rule.articles.values_list("sku", flat=True))
        facts = {name: getattr(rule, name) for name in kept}
        return facts | {where: rule.value, "skus": articles, "levels": levels_text(rule)}

    def act(self, facts):
        saved = promotions.change_rule(rule=self.object, **self.facts, **self.actor)
        _tell_reach(self.request, saved)
        return _saved(saved)


class ChangeVoucher(Change):
    index = VOUCHERS
    model = Voucher
    permission = "catalog.manage_voucher"
    form_class = VoucherForm

    def get_initial(self):
        voucher = self.object
        kept = ("code", "kind", "minimum", "cap", "starts_at", "ends_at", "limit", "per_phone")
        where = "percent" if voucher.kind == Voucher.Kind.PERCENT else "amount"
        return {name: getattr(voucher, name) for name in kept} | {where: voucher.value}

    def act(self, facts):
        return _saved(vouchers.change_voucher(voucher=self.object, **self.facts, **self.actor))


def _tell_reach(request, rule: PriceRule) -> None:
    """One that lowers nothing at all was refused before."""
    found = reach(rule)
    if found.lowered < found.all:
        sentence = _(
            "%(name)s lowers the price of %(lowered)d of %(all)d articles; "
            "the others are too cheap for this promotion already."
        )
        messages.warning(request, sentence % {"name": rule, "lowered": found.lowered, "all": found.all})


def _saved(row) -> str:
    return _("%(name)s is saved.") % {"name": row}


class StopRule(Below, PlainAct):
    model = PriceRule
    permission = "catalog.manage_pricerule"

    def act(self, facts):
        promotions.switch_rule(rule=self.object, on=False, **self.actor)
        return _("%(name)s is switched off.") % {"name": self.object}


class StartRule(StopRule):
    def act(self, facts):
        promotions.switch_rule(rule=self.object, on=True, **self.actor)
        return _("%(name)s is switched on: it runs in its period.") % {"name": self.object}


class StopVoucher(Below, PlainAct):
    index = VOUCHERS
    model = Voucher
    permission = "catalog.manage_voucher"

    def act(self, facts):
        vouchers.switch_voucher(voucher=self.object, on=False, **self.actor)
        return _("%(name)s is switched off.") % {"name": self.object}


class StartVoucher(StopVoucher):
    def act(self, facts):
        vouchers.switch_voucher(voucher=self.object, on=True, **self.actor)
        return _("%(name)s is switched on: it runs in its period.") % {"name": self.object}
