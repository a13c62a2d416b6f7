"""The documents that are searched."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchDocument(models.Model):
    """What can be found of one public record: made from it with every write, never by hand.

    `heading` holds the folded words of the title and of each name between bars, such as
    “| organization of american states | oas |”; `words` holds every folded word once. The index
    is on `words` (see `search.tables`).
    """

    kind = models.CharField(_("kind"), max_length=50)
    record_id = models.BigIntegerField(_("record"))
    slug = models.CharField(_("slug"), max_length=120)
    # The slug of the page that shows the record, where that is another record's.
    page = models.CharField(_("page"), max_length=120, blank=True)
    title = models.TextField(_("title"))
    names = models.TextField(_("names"), blank=True)
    text = models.TextField(_("text"), blank=True)
    date = models.CharField(_("date"), max_length=64, blank=True)
    date_earliest = models.DateField(_("date, earliest"), null=True)
    date_latest = models.DateField(_("date, latest"), null=True)
    heading = models.TextField(_("folded title and names"))
    words = models.TextField(_("folded words"))

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id"], name="searchdocument_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"
