def step(text: str, picture: str = "", alt: str = "") -> dict:
    """A numbered step. `picture` names a file of demo/data/guide, `alt` says what it shows to who cannot see it."""
    return {"text": text, "picture": (picture, alt)} if picture else {"text": text}
