"""Data induk: dull lists that are opened once in a while, by wagtail-modeladmin."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup

from accounting import money
from shop.backoffice.fields import RupiahField
from shop.payments.models import BankAccount
from shop.payments.services import open_account
from shop.shipping.models import Zone


def yes_or_no(value: bool) -> str:
    """In words: modeladmin would look for icons of django.contrib.admin, which is not installed."""
    return gettext("yes") if value else gettext("no")


class ZoneForm(WagtailAdminModelForm):
    fee = RupiahField(label=_("fee"), at_least=0)
    free_from = RupiahField(label=_("free from a purchase of"), required=False, at_least=0)


class BankAccountForm(WagtailAdminModelForm):
    """The number names the account in the books, so it stays; a new account is opened by the service."""

    number = forms.RegexField(
        r"^[0-9]{5,30}$",
        label=_("account number"),
        error_messages={"invalid": _("Write the number in digits only, without blanks and dashes.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].disabled = self.instance.pk is not None

    def save(self, commit=True):
        if self.instance.pk is None:
            facts = {name: self.cleaned_data[name] for name in ("bank", "number", "holder", "position")}
            self.instance.pk = open_account(**facts).pk
        return super().save(commit)


class KeptForGood(PermissionHelper):
    """Money has passed through it: it is switched off, never deleted."""

    def user_can_delete_obj(self, user, obj):
        return False


class ZoneAdmin(ModelAdmin):
    model = Zone
    menu_label = _("Delivery zones")
    menu_icon = "globe"
    list_display = ["name", "fee_in_rupiah", "eta", "served"]
    edit_handler = ObjectList(
        [FieldPanel(n) for n in ("name", "code", "fee", "free_from", "eta", "position", "active")],
        base_form_class=ZoneForm,
    )

    def fee_in_rupiah(self, zone):
        return money.format(zone.fee)

    def served(self, zone):
        return yes_or_no(zone.active)

    fee_in_rupiah.short_description = _("fee")
    served.short_description = _("we deliver there")


class BankAccountAdmin(ModelAdmin):
    model = BankAccount
    menu_label = _("Bank accounts")
    menu_icon = "key"
    list_display = ["bank", "number", "holder", "shown"]
    permission_helper_class = KeptForGood
    edit_handler = ObjectList(
        [FieldPanel(n) for n in ("bank", "number", "holder", "position", "active")], base_form_class=BankAccountForm
    )

    def shown(self, account):
        return yes_or_no(account.active)

    shown.short_description = _("shown to customers")


class ReferenceGroup(ModelAdminGroup):
    menu_label = _("Reference data")
    menu_icon = "folder-open-inverse"
    menu_order = 90
    items = (ZoneAdmin, BankAccountAdmin)
