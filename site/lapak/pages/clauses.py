"""Sentences that no shop may write."""

import re

# UU 8/1999 article 18: a standard clause by which a seller refuses to take back goods or money is void.
_REFUSES = re.compile(
    r"barang\s+(?:yang|yg)\s+(?:sudah|telah)\s+dibeli[^.<]{0,40}?tidak\s+(?:dapat|bisa|boleh|menerima)"
    r"[^.<]{0,40}?(?:kembali|tukar|retur)",
    re.IGNORECASE,
)


def refuses_returns(text: str) -> bool:
    return bool(_REFUSES.search(text))
