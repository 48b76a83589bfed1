from urllib.parse import quote


def whatsapp_url(number: str, text: str = "") -> str:
    """`https://wa.me/628…?text=…`; empty when the shop has no number. Spaces as %20: WhatsApp does not read `+`."""
    if not number:
        return ""
    return f"https://wa.me/{number}" + (f"?text={quote(text)}" if text else "")
