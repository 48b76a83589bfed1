"""Chapters in the order in which they are to be read."""

from lapak.guide.models import ChapterPage


def chapters(index) -> list[ChapterPage]:
    return list(ChapterPage.objects.live().public().child_of(index).order_by("path"))


def neighbours(chapter) -> tuple[ChapterPage | None, ChapterPage | None]:
    """The published chapters before and after it; None at either end."""
    others = ChapterPage.objects.live().public().sibling_of(chapter, inclusive=False)
    before = others.filter(path__lt=chapter.path).order_by("-path").first()
    after = others.filter(path__gt=chapter.path).order_by("path").first()
    return before, after


def chapter_for(screen: str) -> ChapterPage | None:
    """The chapter that explains a screen of the editor: the first in reading order."""
    return ChapterPage.objects.live().public().filter(screen=screen).order_by("path").first()
