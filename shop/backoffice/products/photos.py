"""A photo that comes with a new product goes through the editor's own, hardened image form."""

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection
from wagtail.permissions import policy_registry


class PhotoRefused(Exception):
    """`str()` is the sentence for whoever sent it."""


def store_photo(file: UploadedFile, *, title: str, user):
    """The new image; what is to be seen is not said yet. Raises PhotoRefused."""
    model = get_image_model()
    if not policy_registry.get_by_type(model).user_has_permission(user, "add"):
        raise PhotoRefused(_("You have no right to add photos. Choose a picture from the library."))
    form = get_image_form(model, fields=["title", "file"])(
        {"title": title, "collection": Collection.get_first_root_node().pk},
        {"file": file},
        instance=model(uploaded_by_user=user),
        user=user,
    )
    if not form.is_valid():
        raise PhotoRefused(" ".join(sentence for errors in form.errors.values() for sentence in errors))
    return form.save()


def describe(photo, words: str, *, user) -> None:
    """Says what is to be seen on a photo of this person that is without words; others keep theirs."""
    if photo.uploaded_by_user_id == user.pk and not photo.description:
        photo.description = words
        photo.save(update_fields=["description"])
