from wagtail.images.forms import BaseImageForm


class ShopImageForm(BaseImageForm):
    pass
