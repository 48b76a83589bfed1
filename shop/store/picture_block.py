"""A picture between the words of a page."""

from django.utils.translation import gettext_lazy as _
from wagtail.images.blocks import ImageBlock, ImageBlockComparison

NO_PICTURE = {"image": None, "alt_text": "", "decorative": False}


class PictureBlock(ImageBlock):
    """Wagtail's own, whose chooser bears an English name only, and which cannot compare a place without a picture.

    Migrations know it as Wagtail's: what is stored is the same.
    """

    def __init__(self, required=True, **kwargs):
        super().__init__(required=required, **kwargs)
        self.child_blocks["image"].label = _("Picture")

    def _image_to_struct_value(self, image):
        return super()._image_to_struct_value(image) if image else NO_PICTURE

    def get_comparison_class(self):
        return PictureComparison


class PictureComparison(ImageBlockComparison):
    def htmlvalue(self, val):
        return super().htmlvalue(NO_PICTURE if val is None else val)
