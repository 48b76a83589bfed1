"""A QRIS as a picture, and a picture as text."""

import io

from PIL import Image

from shop.store.pictures import clean_picture

# ISO/IEC 18004 asks for a quiet zone of four modules.
QUIET_ZONE = 4
# Pixels of one module: a code of 240 characters is about 65 modules wide with its quiet zone, so 520 pixels.
SCALE = 8
# A code that fills a quarter of a photo's width still has six pixels for each module. Larger pictures help nobody but
# one who draws thousands of corners of codes to keep the reader busy.
MAX_SIDE = 1600


def svg(text: str) -> str:
    """An `<svg>` element without a size of its own and without inline style (the page's CSP forbids it)."""
    out = io.BytesIO()
    options = {"xmldecl": False, "svgns": True, "omitsize": True, "svgclass": None, "lineclass": None, "nl": False}
    _code(text).save(out, kind="svg", border=QUIET_ZONE, dark="#000", light="#fff", **options)
    return out.getvalue().decode()


def png(text: str) -> bytes:
    out = io.BytesIO()
    _code(text).save(out, kind="png", border=QUIET_ZONE, scale=SCALE)
    return out.getvalue()


def _code(text: str):
    """Error correction M: a print with a scratch still scans, and the modules stay large."""
    import segno  # megabytes of XML writers, loaded with the first code

    return segno.make_qr(text, error="m", boost_error=False)


def decode(data: bytes) -> str | None:
    """The text of the first QR code in a photo or screenshot, None when there is none.

    Raises shop.store.pictures.PictureRefused for what is no picture, is damaged or is too large to look at.
    """
    import zxingcpp  # 2 MB that only the owner needs, once

    picture = clean_picture(data, max_side=MAX_SIDE)
    with Image.open(io.BytesIO(picture.data)) as image:
        found = zxingcpp.read_barcode(
            image.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode, text_mode=zxingcpp.TextMode.Plain
        )
    return found.text if found and found.text else None
