"""Who may look at the books: whoever may view journal entries. Nobody writes in them through a form."""

from wagtail.permission_policies import ModelPermissionPolicy

FORBIDDEN = {"add", "change", "delete"}


class BooksPolicy(ModelPermissionPolicy):
    """The books are written by services alone; superusers are no exception."""

    def user_has_permission(self, user, action):
        return action not in FORBIDDEN and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, set(actions) - FORBIDDEN)

    def users_with_any_permission(self, actions):
        allowed = set(actions) - FORBIDDEN
        users = super().users_with_any_permission(allowed)
        return users if allowed else users.none()
