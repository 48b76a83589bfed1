"""Who may do what with models that only services change."""

from django.contrib.auth import get_user_model
from wagtail.permission_policies import ModelPermissionPolicy

FORBIDDEN = {"add", "change", "delete"}


class ServiceOwnedPolicy(ModelPermissionPolicy):
    """Nobody, not even a superuser, adds, changes or deletes these rows through a form (DESIGN rule 9)."""

    def user_has_permission(self, user, action):
        return action not in FORBIDDEN and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, set(actions) - FORBIDDEN)

    def users_with_any_permission(self, actions):
        allowed = set(actions) - FORBIDDEN
        return super().users_with_any_permission(allowed) if allowed else get_user_model().objects.none()
