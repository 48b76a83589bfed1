def step(text: str) -> dict:
    """A numbered step; a picture of the screen may join it later."""
    return {"text": text}
