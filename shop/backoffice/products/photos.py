"""A photo that comes with a new product goes through the editor's own, hardened image form."""

from django.core.files.uploadedfile import UploadedFile
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection


class PhotoRefused(Exception):
    """`str()` is the sentence for whoever sent it."""


def store_photo(file: UploadedFile, *, title: str, words: str, user):
    """The new image; `words` say what is to be seen. Raises PhotoRefused."""
    model = get_image_model()
    form = get_image_form(model, fields=["title", "file", "description"])(
        {"title": title, "description": words, "collection": Collection.get_first_root_node().pk},
        {"file": file},
        instance=model(uploaded_by_user=user),
        user=user,
    )
    if not form.is_valid():
        raise PhotoRefused(" ".join(sentence for errors in form.errors.values() for sentence in errors))
    return form.save()
