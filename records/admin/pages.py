"""Pages of long lists."""

from typing import Any

from django.core.paginator import Page, Paginator


class LatePaginator(Paginator):
    """Finds the rows of a page first and works out their columns afterwards.

    In one query the database would count, and tell the stage of, every row that it sorts or skips.
    """

    def page(self, number: Any) -> Page:
        page = super().page(number)
        keys = list(page.object_list.values_list("pk", flat=True))
        page.object_list = self.object_list.filter(pk__in=keys)
        return page
