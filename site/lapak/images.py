"""Photos that come in through the editor. Wagtail's own form decodes a picture before it looks at its size."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import FileField
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from shop.store.pictures import PictureRefused, clean_picture, too_many_bytes

MAX_SIDE = 2400


class ShopImageField(WagtailImageField):
    """Takes a photo, keeps a clean JPEG of it: header first, no metadata, at most 2,400 pixels a side."""

    # The new file is a JPEG whatever the name of the old one was.
    default_validators = []

    def to_python(self, data):
        # ImageField's own to_python, which Wagtail's calls, would decode the file: go around both.
        file = FileField.to_python(self, data)
        if file is None:
            return None
        try:
            if file.size > self.max_upload_size:
                raise PictureRefused(too_many_bytes(self.max_upload_size))
            picture = clean_picture(file.read(), max_side=MAX_SIDE, max_bytes=self.max_upload_size)
        except PictureRefused as refusal:
            raise ValidationError(str(refusal), code="invalid_image") from refusal
        return SimpleUploadedFile(f"{PurePath(file.name).stem or 'foto'}.jpg", picture.data, "image/jpeg")


class ShopImageForm(BaseImageForm):
    """The base of every image form in the editor (WAGTAILIMAGES_IMAGE_FORM_BASE)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            old = self.fields["file"]
            self.fields["file"] = ShopImageField(
                label=old.label, required=old.required, widget=old.widget, initial=old.initial
            )
