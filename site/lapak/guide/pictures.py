"""The one small picture that a step shows, made when it is stored and not when the first reader waits for it."""

from lapak.guide.models import ChapterPage

# A screen of 360 pixels, sharp on a telephone; a larger upload is made as small. blocks/steps.html asks for the same.
STEP = "width-540|format-webp|webpquality-70"


def prepare(chapter: ChapterPage) -> None:
    """Make what the chapter shows; what exists is left alone."""
    for block in chapter.body:
        if block.block_type == "steps":
            for step in block.value:
                if step["picture"]:
                    step["picture"].get_rendition(STEP)
