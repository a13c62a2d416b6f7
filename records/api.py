"""One record as JSON: its listing's row, its other fields, and what hangs on it."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from records.serializers import Serializer, record_serializer, tree_of
from records.views import Published, RecordView


class RecordAPI(Published, GenericAPIView):
    """The record of `page` as JSON; `rows` is the listing's API, which knows what a row is.

    What is shown with it are the children of the page, unless the class names others.
    """

    page: ClassVar[type[RecordView]]
    rows: ClassVar[Any]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.model, cls.listing = cls.page.model, cls.page.listing
        cls.children = cls.__dict__.get("children", cls.page.children)

    @classmethod
    def cite(cls, rows: Iterable[Any]) -> None:
        cls.page.cite(rows)

    @classmethod
    def summary(cls) -> str:
        """What the address answers, in one line."""
        return _("One %(noun)s, with what hangs on it") % {"noun": cls.model._meta.verbose_name}

    def get(self, request: Request, slug: str) -> HttpResponseBase:
        return self.answer(request, slug)

    def shown(self) -> HttpResponseBase:
        context = {"row": self.row, "revision": self.request.revision}
        return Response(self.get_serializer_class()(self.object, context=context).data)

    def get_serializer_class(self) -> Serializer:
        own: Any = self.own()
        return record_serializer(self.model, own, self.rows().get_serializer_class())

    @classmethod
    def own(cls) -> Serializer:
        """What is shown of the record besides its row."""
        return tree_of(cls.model, cls.children)
