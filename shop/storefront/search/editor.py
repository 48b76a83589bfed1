"""How the owner sees the search: synonyms to write, and what was looked for in vain."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from shop.storefront.search import services
from shop.storefront.search.models import EmptySearch, Synonym
from shop.storefront.search.words import tokenise


class SynonymForm(WagtailAdminModelForm):
    """Kept in the form in which queries are read: small letters, without signs."""

    class Meta:
        model = Synonym
        fields = ["word", "means"]

    def clean_word(self):
        return self._plain("word")

    def clean_means(self):
        return self._plain("means")

    def _plain(self, name: str) -> str:
        plain = " ".join(tokenise(self.cleaned_data[name]))
        if not plain:
            raise forms.ValidationError(_("Write a word with letters."))
        return plain[: Synonym._meta.get_field(name).max_length]

    def save(self, commit=True):
        return services.save_synonym(super().save(commit=False))


class SynonymDelete(DeleteView):
    def delete_action(self):
        services.delete_synonym(self.object)


class SynonymViewSet(ModelViewSet):
    model = Synonym
    name = "synonyms"
    icon = "order"
    menu_label = _("Synonyms")
    add_to_admin_menu = False
    inspect_view_enabled = False
    list_display = ["word", "means"]
    search_fields = ["word", "means"]
    ordering = ["word"]
    delete_view_class = SynonymDelete

    def get_form_class(self, for_update=False):
        return SynonymForm


class EmptySearchViewSet(ModelViewSet):
    """A list to read, and to strike out what is dealt with: rows come from the search itself."""

    model = EmptySearch
    name = "empty_searches"
    icon = "warning"
    menu_label = _("Searches without result")
    add_to_admin_menu = False
    copy_view_enabled = False
    form_fields: list[str] = []
    list_display = ["words", Column("count", label=_("how often")), DateColumn("last_at", label=_("last time"))]
    ordering = ["-count", "-last_at"]
    list_export = ["words", "count", "last_at"]

    def get_common_view_kwargs(self, **kwargs):
        """Nor links to what is not there: superusers have even rights that the table does not know."""
        return super().get_common_view_kwargs(**kwargs, add_url_name=None, edit_url_name=None, history_url_name=None)

    def get_urlpatterns(self):
        kept = {"index", "index_results", "delete", "usage"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]


class SearchGroup(ModelViewSetGroup):
    menu_label = _("Search")
    menu_icon = "search"
    menu_order = 85
    items = (EmptySearchViewSet, SynonymViewSet)
