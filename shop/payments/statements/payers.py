"""Who paid, as far as the bank's text says. Where it names nobody the answer is "": nothing is invented.

Sources of the patterns: real rows of BCA (TRSF, BI-FAST CR, LLG), Mandiri (`Transfer dari BANK MANDIRI …`),
BRI (`NBMB A TO B ESB`, `… - NAME`), BSI and BNI (parts between slashes or bars).
"""

import re

MAX_NAME = 120
NOTE_WORDS = {"BELANJA", "BAYAR", "PEMBAYARAN", "PELUNASAN", "PESANAN", "ORDER", "PEMBELIAN", "BELI", "MODAL", "UNTUK"}
NOTE_WORDS |= {"UTK", "LAPAK", "TRANSFER", "TRF", "TF", "KODE", "NOMOR", "NO", "DP", "LUNAS", "INVOICE", "INV", "DAN"}
TOO_LITTLE = frozenset({"", "-", "BANK"})
NAME = r"([^\W\d_][^\d/]{0,119})"
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bTRANSFER DR \d{{3}} {NAME}",
        rf"\bKR OTOMATIS LLG-\S{{1,20}} {NAME}",
        rf"\bMID ?: ?\d{{1,20}} {NAME}?\bQR ?:",
        rf"^TRF/PAY/[^/]*/{NAME}",
        rf"^BI-?FAST IN/[^/]*/{NAME}",
        rf"^(?:TRANSFER (?:KE|DARI)|KOREKSI|QRIS SETTLEMENT)/{NAME}",
        r"^(?:KOREKSI )?NBMB (.{2,60}) TO ",
        rf"^TRANSFER BI[ -]?FAST DARI (?:BANK [^\d/-]{{2,40}} - |(?!BANK)[A-Z]+ ){NAME}",
        rf"^TRANSFER (?:DARI|KE) BANK MANDIRI {NAME}",
        rf"^TRANSFER (?:MASUK )?(?:DARI|KE) (?!BANK\b){NAME}",
    )
)
GLUED = re.compile(r"/WS\w{1,10} \d{1,16}\.\d\d(?P<tail>\D.*)$", re.IGNORECASE)
TAIL_END = re.compile(r" via .*$| ID# ?\d*$", re.IGNORECASE)


def payer_of(description: str, kind: str) -> str:
    """The payer's name (of a debit: the payee's) within a row's text, or ""."""
    if kind in {"ewallet", "cash", "interest", "tax", "fee"}:
        return ""
    text = re.sub(r" ?[/|] ?", "/", description)
    if glued := GLUED.search(text):
        return _without_note(glued["tail"])
    for pattern in PATTERNS:
        if found := pattern.search(text):
            return _clean(found.group(1) or "")
    return ""


def _without_note(tail: str) -> str:
    """BCA sets the customer's note before the name: words with digits and the usual note words go."""
    words = tail.split()
    while words and (words[0].upper() in NOTE_WORDS or re.search(r"\d", words[0])):
        words.pop(0)
    return _clean(" ".join(words))


def _clean(name: str) -> str:
    name = TAIL_END.sub("", name).strip(" -,.:")
    return "" if name.upper() in TOO_LITTLE else name[:MAX_NAME]
