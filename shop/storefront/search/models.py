"""The search index and what belongs to it. All of it can be made again by `manage.py reindex_search`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProductWord(models.Model):
    """That a word stands on a published product page. `weight`: how much it says about the product, 1 to 12.

    `spoken`: letters only, so that it can be misspelt; numbers, sizes and codes are found as they are written.
    """

    word = models.CharField(max_length=40)
    page = models.ForeignKey("storefront.ProductPage", on_delete=models.CASCADE, related_name="search_words")
    weight = models.PositiveSmallIntegerField()
    spoken = models.BooleanField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["word", "page"], name="product_word_once_per_page")]
        indexes = [
            # The pages that a word says most about, read from the index alone.
            models.Index(fields=["word", "-weight", "page"], name="product_word_best_pages"),
            # Everything that the vocabulary is made of.
            models.Index(fields=["word", "weight"], condition=models.Q(spoken=True), name="product_word_spoken"),
        ]

    def __str__(self):
        return f"{self.word} ({self.weight})"


class SearchVersion(models.Model):
    """One row with another token after every change of words or synonyms: what a process remembers of them holds as
    long as the token stays. It changes in the same transaction as the words."""

    token = models.UUIDField()

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="search_version_only_one")]

    def __str__(self):
        return str(self.token)


class Synonym(models.Model):
    """That customers say one word and mean another: lombok, cabai. It counts both ways."""

    word = models.CharField(_("customers write"), max_length=60, help_text=_("For example: lombok"))
    means = models.CharField(
        _("it means"), max_length=60, help_text=_("As it stands on your products, for example: cabai")
    )

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["word", "means"]
        constraints = [
            models.UniqueConstraint(
                fields=["word", "means"],
                name="synonym_once",
                violation_error_message=_("This synonym is there already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(word=models.F("means")),
                name="synonym_of_another_word",
                violation_error_message=_("A word needs no synonym that is the word itself."),
            ),
        ]

    def __str__(self):
        return f"{self.word} = {self.means}"


class EmptySearch(models.Model):
    """Words that somebody looked for and the shop did not know. Nothing about the person is kept."""

    words = models.CharField(_("words"), max_length=60, unique=True)
    count = models.PositiveIntegerField(_("how often"), default=1)
    last_at = models.DateTimeField(_("last time"))

    class Meta:
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        default_permissions = ("view", "delete")
        ordering = ["-count", "-last_at", "words"]

    def __str__(self):
        return self.words
