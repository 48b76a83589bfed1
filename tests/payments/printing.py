"""Draws small PDF files by hand, in a typewriter's face, so that every place on the page is known."""

LETTER = 0.6  # a letter of Courier is 0.6 of its size wide


def text(x, y, words, size=8):
    """Words from `x` on, `y` points below the upper edge."""
    return x, y, words, size


def right(x, y, words, size=8):
    """Words that end at `x`."""
    return x - len(words) * LETTER * size, y, words, size


def table(columns, rows, top=120, leading=11):
    """The marks of rows; `columns` are (x, "l" or "r"), a row is cells or None for a blank line."""
    marks = []
    for number, cells in enumerate(rows):
        for (x, side), cell in zip(columns, cells or (), strict=bool(cells)):
            if cell:
                marks.append((text if side == "l" else right)(x, top + number * leading, cell))
    return marks


def pdf(*pages, width=595, height=842, extra=b""):
    """The bytes of a PDF with these pages of marks."""
    first = 4
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for number, marks in enumerate(pages):
        content = b"BT\n" + b"".join(_drawn(mark, height) for mark in marks) + b"ET" + extra
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {first + 2 * number + 1} 0 R >>".encode(),
            stream(content),
        ]
    return file_of(objects)


def stream(content, more=b""):
    return b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(content), more, content)


def file_of(objects):
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def _drawn(mark, height):
    x, y, words, size = mark
    escaped = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"/F1 %d Tf 1 0 0 1 %.2f %.2f Tm (%s) Tj\n" % (size, x, height - y, escaped)
