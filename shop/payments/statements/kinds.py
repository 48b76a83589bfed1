"""What a row is, told from the bank's own words at its start; a customer's note cannot make it interest."""

import re
from decimal import Decimal

INTEREST_WORDS = {"bunga", "bagi", "hasil", "jasa", "giro", "interest", "bonus", "wadiah", "tabungan", "rekening"}
INTEREST_WORDS |= {"deposito", "bank", "on", "account", "credit", "kredit", "id"}
INTEREST_START = ("bunga", "bagi hasil", "jasa giro", "interest", "bonus wadiah")
REVERSAL = re.compile(r"\b(?:koreksi|reversal|reversed)\b|^(?:batal|pembatalan|dibatalkan|retur)\b")
CREDIT_REVERSAL = re.compile(r"^(?:koreksi|reversal|reversed|retur)\b")
TAX = re.compile(r"^(?:pajak|pph|tax)\b")
FEE = re.compile(r"^(?:biaya|adm|admin|administrasi|fee|charge|bea|by adm|transfer fee)\b")
QRIS = re.compile(r"^qris|\bqris settlement\b|\bpenerimaan qris\b")
MERCHANT, MERCHANT_QR = re.compile(r"\bmid ?:"), re.compile(r"\bqr ?:")
CASH = re.compile(r"^(?:setoran|setor) (?:tunai|via|cdm|atm)\b|^cash deposit\b|^(?:\S+ ){0,3}setoran tunai$")
WALLETS = r"(?:dana|gopay|go-pay|ovo|shopeepay|shopee pay|linkaja|isaku|doku)"
WALLET_FORMS = (
    rf"^(?:transfer )?(?:masuk )?dari[ /]{WALLETS}(?:$|[ /-]{{0,40}}\d|(?= id#))",
    rf"^transfer dari bank lain {WALLETS}\b[ /-]{{0,40}}\d",
    rf"^{WALLETS} \d{{8}}",
    rf"/ws\d{{1,10}} \d{{1,10}}/{WALLETS}\b",
)
WALLET = re.compile("|".join(WALLET_FORMS))
POCKET = r"(?:kantong|pockets?)\b"
OWN = re.compile(
    rf"^(?:transfer |pindah dana )?antar ?{POCKET}"
    rf"|^(?:pindah|pemindahan|tambah|tarik|isi)(?: \w+){{0,2}} (?:ke |dari )?{POCKET}"
    rf"|^(?:move|moved|transfer)(?: \w+){{0,2}} (?:between|to|from)(?: \w+){{0,2}} {POCKET}"
    rf"|^pocket transfer\b"
)
POCKET_NAME = re.compile(r"(?:kantong|pocket)\b|[\w ]{1,60} pocket$", re.IGNORECASE)
INTERBANK = re.compile(r"\bbi[ -]?fast\b|^switching\b|\bllg-|\brtgs\b|\bskn\b|\bdari bank lain\b|^atmstrprm\b")
TRANSFER = re.compile(r"\btrsf\b|\btrf\b|\btransfer\b|^nbmb\b|\bkr otomatis\b|\bpindah ?buku\b|\boverbooking\b")


def kind_of(description: str, amount: Decimal, *, payer: str = "") -> str:
    """One of `KINDS` for a row with this text and signed amount. `payer` is the name in a column of its own."""
    text = re.sub(r" ?[/|] ?", "/", description.lower())
    if OWN.search(text) or POCKET_NAME.match(payer):
        return "own"
    return _debit_kind(text) if amount < 0 else _credit_kind(text)


def _debit_kind(text: str) -> str:
    for pattern, kind in ((REVERSAL, "reversal"), (TAX, "tax"), (FEE, "fee")):
        if pattern.search(text):
            return kind
    return "outgoing"


def _credit_kind(text: str) -> str:
    if _is_interest(text):
        return "interest"
    if MERCHANT.search(text) and MERCHANT_QR.search(text):
        return "qris"
    for pattern, kind in (
        (CREDIT_REVERSAL, "reversal"),
        (QRIS, "qris"),
        (CASH, "cash"),
        (WALLET, "ewallet"),
        (INTERBANK, "interbank"),
        (TRANSFER, "transfer"),
    ):
        if pattern.search(text):
            return kind
    return "other"


def _is_interest(text: str) -> bool:
    """Only a text of nothing but such words and numbers: a customer may be called Bunga."""
    if not text.startswith(INTEREST_START):
        return False
    words = re.findall(r"[a-z]+", text)
    return INTEREST_WORDS.issuperset(words)
