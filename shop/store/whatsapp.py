from urllib.parse import quote


def whatsapp_share_url(text: str) -> str:
    """WhatsApp asks whom to send it to; "message yourself" is one of its answers."""
    return f"https://wa.me/?text={quote(text, safe='')}"


def whatsapp_url(number: str, text: str = "") -> str:
    """`https://wa.me/628…?text=…`; empty when the shop has no number. Spaces as %20: WhatsApp does not read `+`."""
    if not number:
        return ""
    return f"https://wa.me/{number}" + (f"?text={quote(text)}" if text else "")
