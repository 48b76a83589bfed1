"""Data induk: dull lists that are opened once in a while, by wagtail-modeladmin."""

from django import forms
from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.utils.urlpatterns import decorate_urlpatterns
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup

from shop.backoffice.history import HistoryForEditors
from shop.backoffice.words import yes_or_no
from shop.backoffice.zones import ZoneAdmin
from shop.payments.models import BankAccount, BankHoliday
from shop.payments.services import open_account


class BankAccountForm(WagtailAdminModelForm):
    """The number names the account in the books, so it stays; a new account is opened by the service."""

    number = forms.RegexField(
        r"^[0-9]{5,30}$",
        label=_("account number"),
        error_messages={"invalid": _("Write the number in digits only, without blanks and dashes.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].label = capfirst(self.fields["number"].label)
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


class BankAccountAdmin(ModelAdmin):
    model = BankAccount
    menu_label = _("Bank accounts")
    menu_icon = "key"
    list_display = ["bank", "number", "holder", "shown"]
    permission_helper_class = KeptForGood
    history_view_class = HistoryForEditors
    edit_handler = ObjectList(
        [FieldPanel(n) for n in ("bank", "number", "holder", "position", "active")], base_form_class=BankAccountForm
    )

    def shown(self, account):
        return yes_or_no(account.active)

    shown.short_description = _("shown to customers")


class BankHolidayAdmin(ModelAdmin):
    model = BankHoliday
    menu_label = _("Bank holidays")
    menu_icon = "date"
    list_display = ["date", "name"]
    history_view_class = HistoryForEditors


class ReferenceGroup(ModelAdminGroup):
    menu_label = _("Reference data")
    menu_icon = "folder-open-inverse"
    menu_order = 90
    items = (ZoneAdmin, BankAccountAdmin, BankHolidayAdmin)

    def get_admin_urls_for_registration(self):
        return tuple(decorate_urlpatterns(super().get_admin_urls_for_registration(), _only_keys))


def _only_keys(view):
    """wagtail-modeladmin looks for whatever stands in the address: letters or endless digits would end in an error."""

    def checked(request, *args, **kwargs):
        key = kwargs.get("instance_pk", "1")
        if not (key.isascii() and key.isdigit() and len(key) < 19):
            raise Http404
        return view(request, *args, **kwargs)

    return checked
