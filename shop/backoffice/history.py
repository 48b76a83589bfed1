"""Who changed a row of reference data, when: for those who may change it."""

from django.core.exceptions import PermissionDenied
from wagtail_modeladmin.views import HistoryView


class HistoryForEditors(HistoryView):
    """wagtail-modeladmin asks nobody: the address alone would open it to everybody who may log in."""

    def dispatch(self, request, *args, **kwargs):
        if not self.permission_helper.user_can_edit_obj(request.user, self.instance):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
