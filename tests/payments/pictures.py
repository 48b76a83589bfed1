"""Files as customers send them."""

import io

from PIL import Image


def photo(*, colour="white", size=(60, 40), kind="JPEG", place: bool = False) -> bytes:
    """A picture; with `place`, it says where and with what it was taken."""
    image = Image.new("RGB", size, colour)
    exif = Image.Exif()
    if place:
        exif[0x010F] = "Telepon Rina"
        exif.get_ifd(0x8825)[1] = "S"
        exif.get_ifd(0x8825)[2] = (1.0, 10.0, 36.0)
    out = io.BytesIO()
    image.save(out, kind, **({"exif": exif} if place else {}))
    return out.getvalue()


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
