"""Photos that come in through the editor. Wagtail's own form decodes a picture before it looks at its size."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import FileField
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.images.rect import Rect

from shop.store.focus import suggested
from shop.store.pictures import PictureRefused, clean_picture, too_many_bytes
from shop.storefront import photos

MAX_SIDE = 2000
FOCUS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


class ShopImageField(WagtailImageField):
    """Takes a photo, keeps a clean JPEG of it: header first, no metadata, at most 2,000 pixels a side."""

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
        if "title" in self.fields:
            self.fields["title"].error_messages |= {
                "required": _("Give the photo a title."),
                "max_length": _("The title has %(show_value)d letters, at most %(limit_value)d fit. Make it shorter."),
            }
        if "description" in self.fields:
            self._ask_for_words()

    def _ask_for_words(self):
        """Asked wherever the field is shown. The uploader of many files sends only the files and shows the field
        afterwards; refused there, Wagtail would keep the file as it came, with the place where it was taken."""
        field = self.fields["description"]
        field.label = _("What is to be seen?")
        field.help_text = _(
            "Read aloud to people who cannot see the picture, and read by search engines. "
            "For example: Bowl of red banana chips with chilli beside a glass of tea."
        )
        field.error_messages["required"] = _("Write in a few words what is to be seen in the picture.")
        field.required = not self._is_one_of_many
        field.widget.is_required = field.required

    @property
    def _is_one_of_many(self) -> bool:
        return self.is_bound and self.add_prefix("description") not in self.data

    def clean(self):
        """The uploader of many files refuses only for the file; for anything else it would keep it as it came."""
        cleaned = super().clean()
        if self._is_one_of_many and not self.instance.pk and "file" not in self.errors:
            for sentence in [sentence for sentences in self.errors.values() for sentence in sentences]:
                self.add_error("file", sentence)
        return cleaned

    def save(self, commit=True):
        """A new file brings a suggested focus, unless a new picture came with one. The old focus says nothing about
        a file that takes the place of another."""
        if "file" in self.changed_data and (self.original_file or not self.instance.has_focal_point()):
            self._suggest_focus()
        image = super().save(commit=commit)
        if commit and {"file", *FOCUS} & set(self.changed_data):
            photos.prepare_if_shown(image)
        return image

    def _suggest_focus(self):
        file = self.cleaned_data["file"]
        file.seek(0)
        focus = suggested(file.read())
        file.seek(0)
        self.instance.set_focal_point(Rect.from_point(focus.x, focus.y, focus.side, focus.side))
