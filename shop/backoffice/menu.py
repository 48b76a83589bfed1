"""The menu by daily use; what a shop does not need is not there."""

from wagtail.admin.menu import MenuItem

ORDER = {"price-rules": 45, "vouchers": 46, "share": 47, "books": 50, "explorer": 60, "images": 70, "documents": 80}
LEFT_OUT = {"reports", "help", "workflows", "workflow-tasks", "locales", "redirects", "styleguide"}


class PermittedMenuItem(MenuItem):
    """Shown to whoever has `permission`."""

    def __init__(self, *args, permission: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request):
        return request.user.has_perm(self.permission)


def arrange(items: list) -> None:
    items[:] = [item for item in items if item.name not in LEFT_OUT]
    for item in items:
        item.order = ORDER.get(item.name, item.order)
