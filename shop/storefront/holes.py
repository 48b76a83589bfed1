"""A page with named holes that is rendered and compressed once, and filled for each visitor. Pure.

Gzip (RFC 1952) is a row of deflate blocks (RFC 1951). What is the same for everybody is compressed piece by piece, each
ending on a byte (full flush); what is the visitor's own goes between the pieces as stored blocks. So nothing has to be
compressed again, and a secret never shares a compressor with anything else, whose output could betray it (BREACH).
"""

import re
import struct
import zlib
from collections.abc import Iterable, Mapping

_HEADER = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
_LAST_BLOCK = b"\x01\x00\x00\xff\xff"
_LARGEST_STORED = 0xFFFF


class Holed:
    def __init__(self, body: bytes, names: Iterable[bytes]):
        holes = b"|".join(map(re.escape, names))
        # Every second part is the name of a hole.
        self._parts = re.split(b"(" + holes + b")", body)
        self._packed = [_packed(part) for part in self._parts[::2]]

    def filled(self, values: Mapping[bytes, bytes]) -> bytes:
        return b"".join(self._pieces(values))

    def gzipped(self, values: Mapping[bytes, bytes]) -> bytes:
        """The same page as a gzip file."""
        pieces = self._pieces(values)
        out, check = [_HEADER], 0
        for place, piece in enumerate(pieces):
            out.append(_stored(piece) if place % 2 else self._packed[place // 2])
            check = zlib.crc32(piece, check)
        size = sum(map(len, pieces)) & 0xFFFFFFFF
        return b"".join([*out, _LAST_BLOCK, struct.pack("<LL", check, size)])

    def _pieces(self, values: Mapping[bytes, bytes]) -> list[bytes]:
        return [values[part] if place % 2 else part for place, part in enumerate(self._parts)]


def _packed(piece: bytes) -> bytes:
    compressor = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(piece) + compressor.flush(zlib.Z_FULL_FLUSH)


def _stored(piece: bytes) -> bytes:
    chunks = (piece[first : first + _LARGEST_STORED] for first in range(0, len(piece), _LARGEST_STORED))
    return b"".join(b"\x00" + struct.pack("<HH", len(chunk), len(chunk) ^ 0xFFFF) + chunk for chunk in chunks)
