"""Sentences that no shop may write."""

import re

from shop.storefront.structured import plain_text

_BACK = ("kembali", "tukar", "retur")
# UU 8/1999 article 18: a standard clause by which a seller refuses to take back goods or money is void.
_REFUSES = re.compile(
    r"\b(?:(?:barang|produk|uang|dana|dp)(?: \w+){0,2} (?:yang|yg) (?:(?:sudah|telah) )?(?:di ?beli|di ?bayar\w*|masuk)"
    # Who asks for a receipt refuses nothing.
    r"|(?<!bukti )(?<!nota )(?<!struk )pembelian)\b"
    r"(?:(?!kembali|tukar).){0,40}?\b(?:tidak|tdk|tak) (?:dapat|dpt|bisa|boleh|menerima)\b"
    # "…that cannot be used can be exchanged" is a promise.
    rf"(?:(?!\b(?:boleh|bisa|dapat|akan|dipakai|digunakan)\b).){{0,40}}?(?:{'|'.join(_BACK)})",
    re.IGNORECASE,
)
# The same words, told as what the shop does not do.
_DISOWNS = re.compile(
    r"\b(?:tidak|tak) (?:pernah )?(?:ada|memakai|menggunakan|menerapkan|memberlakukan|mengenal|menulis|memasang) "
    r"(?:aturan|kalimat|klausul|ketentuan|syarat|tulisan)\b"
    r"|\b(?:undang-undang|uu|hukum)\b.{0,20}\bmelarang",
    re.IGNORECASE,
)
_END_OF_BLOCK = re.compile(r"</(?:p|li|h\d|div|blockquote)>", re.IGNORECASE)
_END_OF_SENTENCE = re.compile(r"[.;!?]")


def refuses_returns(markup: str) -> bool:
    # Most texts speak of something else, and a shop has thousands.
    if not any(word in markup.lower() for word in _BACK):
        return False
    sentences = _END_OF_SENTENCE.split(plain_text(_END_OF_BLOCK.sub(". ", markup)))
    return any(_REFUSES.search(sentence) and not _DISOWNS.search(sentence) for sentence in sentences)
