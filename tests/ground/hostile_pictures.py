"""Forty-odd pictures as strangers send them, made here and not kept as files."""

import io
import struct
import zlib

import pillow_heif
from PIL import Image, PngImagePlugin

pillow_heif.register_heif_opener()

GPS = 0x8825
ORIENTATION = 0x0112


def photo(fmt="JPEG", *, mode="RGB", size=(64, 48), **options) -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert(mode).save(out, fmt, **options)
    return out.getvalue()


def with_gps(fmt: str) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Kamera Rahasia"
    exif.get_ifd(GPS).update({1: "S", 2: (1.0, 16.0, 0.0), 3: "E", 4: (116.0, 49.0, 0.0)})
    return photo(fmt, exif=exif)


def turned(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    return photo("JPEG", exif=exif)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *, rows: bytes = b"", depth=8, colour=2, extra: bytes = b"") -> bytes:
    """A PNG whose header may promise more than there is."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + extra
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def jpeg_of_size(width: int, height: int) -> bytes:
    """A small JPEG whose header promises another size."""
    data = bytearray(photo("JPEG"))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def webp_of_size(width: int, height: int) -> bytes:
    """An extended WebP header (VP8X) with a canvas of any size around a small picture."""
    body = photo("WEBP", lossless=True)[12:]
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    chunks = b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + canvas + body
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks


def animated(fmt: str) -> bytes:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, fmt, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def png_with_text(size: int, *, packed: bool) -> bytes:
    text = b"Comment\0" + (b"\0" + zlib.compress(b"A" * size) if packed else b"A" * size)
    return png(64, 48, rows=b"\0" * (64 * 3 + 1) * 48, extra=chunk(b"zTXt" if packed else b"tEXt", text))


def png_with_international_text(size: int) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", "<gps>" + "A" * size + "</gps>", zip=True)
    return photo("PNG", pnginfo=info)


def transparent() -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (40, 30), (200, 0, 0, 0)).save(out, "PNG")
    return out.getvalue()


def largest() -> list[bytes]:
    """The most expensive pictures that are still accepted."""
    return [
        photo("JPEG", size=(8900, 6700)),
        photo("JPEG", mode="CMYK", size=(4000, 3000), progressive=True),
        photo("JPEG", size=(4000, 3000), progressive=True, subsampling=0),
        photo("PNG", mode="RGBA", size=(4600, 3450), compress_level=1),
        photo("PNG", mode="P", size=(4600, 3450), compress_level=1),
        photo("PNG", mode="I;16", size=(4600, 3450), compress_level=1),
        photo("WEBP", size=(3600, 2700)),
        photo("HEIF", size=(5712, 4284), quality=10, enc_params={"preset": "ultrafast"}),
    ]


SCRIPT = b"<script>alert(document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><text>x</text></svg>'

ACCEPTED = {
    "jpeg": photo("JPEG"),
    "progressive jpeg": photo("JPEG", progressive=True),
    "grey jpeg": photo("JPEG", mode="L"),
    "cmyk jpeg": photo("JPEG", mode="CMYK"),
    "jpeg with gps": with_gps("JPEG"),
    "jpeg with a comment": photo("JPEG", comment=SCRIPT),
    "jpeg with a broken exif": photo("JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff" + b"\x41" * 50),
    "jpeg and html": photo("JPEG") + SCRIPT,
    "jpeg and zip": photo("JPEG") + b"PK\x03\x04" + b"\0" * 200,
    "jpeg with a broken colour profile": photo("JPEG", icc_profile=b"rubbish" * 40),
    "turned jpeg": turned(6),
    "jpeg of 1 x 1": photo("JPEG", size=(1, 1)),
    "very wide jpeg": photo("JPEG", size=(60000, 3)),
    "png": photo("PNG"),
    "palette png": photo("PNG", mode="P"),
    "black and white png": photo("PNG", mode="1"),
    "grey png with transparency": photo("PNG", mode="LA"),
    "16-bit png": photo("PNG", mode="I;16"),
    "transparent png": transparent(),
    "png with gps": with_gps("PNG"),
    "png with xmp": png_with_international_text(5000),
    "animated png": animated("PNG"),
    "webp": photo("WEBP"),
    "lossless webp": photo("WEBP", lossless=True),
    "webp with gps": with_gps("WEBP"),
    "animated webp": animated("WEBP"),
    "heic": photo("HEIF"),
    "heic with gps": with_gps("HEIF"),
}

REFUSED = {
    "nothing": b"",
    "one byte": b"\xff",
    "text": b"Halo, ini bukti transfer saya.",
    "html": b"<!doctype html>" + SCRIPT,
    "svg": SVG,
    "svg with xml head": b'<?xml version="1.0"?>' + SVG,
    "pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction 2 0 R>>endobj",
    "gif": photo("GIF", mode="P"),
    "gif and html": b"GIF89a" + SCRIPT,
    "bmp": photo("BMP"),
    "tiff": photo("TIFF"),
    "ico": photo("ICO"),
    "avif header": b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miafMA1B",
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9999 9999\n(%pipe%id) (w) file\n",
    "half a jpeg": photo("JPEG", size=(400, 300))[:900],
    "jpeg header only": photo("JPEG")[:20],
    "half a png": photo("PNG", size=(400, 300))[:2000],
    "half a webp": photo("WEBP", size=(400, 300))[:300],
    "half a heic": photo("HEIF", size=(400, 300))[:700],
    "png bomb 30000 x 30000": png(30000, 30000, rows=b"\0" * 1000),
    "png bomb of zeros": png(12000, 12000, rows=b"\0" * (12000 * 3 + 1) * 300),
    "png just over the limit": png(4001, 4000, rows=b"\0" * 1000),
    "png of no height": png(64, 0),
    "png of size 2^31": png(2**31 - 1, 2**31 - 1),
    "png without pixels": png(64, 48),
    "png with bad checksum": photo("PNG")[:-20] + b"\0" * 20,
    "png with 80 MB of packed text": png_with_text(80_000_000, packed=True),
    "jpeg bomb 65000 x 65000": jpeg_of_size(65000, 65000),
    "webp bomb 16000 x 16000": webp_of_size(16000, 16000),
}
