from django.apps import AppConfig


class LapakConfig(AppConfig):
    name = "lapak"
    label = "lapak"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from PIL import Image

        from lapak import checks  # noqa: F401 (registers them)

        # Pillow refuses a picture of twice this size before it decodes it; never set this to None.
        Image.MAX_IMAGE_PIXELS = 30_000_000
