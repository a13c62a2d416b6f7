"""Filters of lists: by evidence, by known dates, by the record that a count leads from."""

from datetime import datetime
from typing import Any

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Exists, ForeignKey, Model, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _

from dates.edtf import OPEN
from records.naming import naming_paths

Lookups = list[tuple[str, Any]]


class EvidenceFilter(SimpleListFilter):
    """Which facts have a passage that says so, and which have one that speaks against them."""

    title = _("evidence")
    parameter_name = "evidence"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return [
            ("uncited", _("none: no passage says so")),
            ("cited", _("at least one passage")),
            ("single", _("passages of one source only")),
            ("contradicted", _("a passage contradicts it")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        citations = queryset.model._meta.get_field("citations").related_model.objects
        cited = citations.filter(record=OuterRef("pk"))
        match self.value():
            case "uncited":
                return queryset.uncited()
            case "cited":
                return queryset.filter(Exists(cited))
            case "single":
                return queryset.single_sourced()
            case "contradicted":
                return queryset.filter(Exists(cited.filter(stance="contradicts")))
        return queryset


def known(name: str, title: Any) -> type[SimpleListFilter]:
    """A filter by whether the uncertain date of that name is known."""

    class KnownFilter(SimpleListFilter):
        parameter_name = f"{name}_known"

        def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
            choices = [("yes", _("known")), ("no", _("unknown"))]
            if getattr(model_admin.opts.get_field(name), "may_be_open", False):
                choices.append(("open", _("no end")))
            return choices

        def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
            match self.value():
                case "yes":
                    return queryset.exclude(**{f"{name}__in": ("", OPEN)})
                case "no":
                    return queryset.filter(**{name: ""})
                case "open":
                    return queryset.filter(**{name: OPEN})
            return queryset

    KnownFilter.title = title
    return KnownFilter


def under(key: ForeignKey) -> type[SimpleListFilter]:
    """A filter that shows only once a link has chosen the target, by its slug."""

    class UnderFilter(SimpleListFilter):
        title = key.verbose_name
        parameter_name = key.name

        def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
            slug = self.value()
            return [(slug, self.target(slug) or slug)] if slug else []

        def target(self, slug: str) -> Model | None:
            model = key.related_model
            return model.objects.filter(slug=slug).select_related(*naming_paths(model)).first()

        def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
            if not self.value():
                return queryset
            return queryset.filter(**{f"{key.name}__slug": self.value()})

    return UnderFilter


class WriterFilter(SimpleListFilter):
    """Whether oneself or somebody else wrote it."""

    title = _("written by")
    parameter_name = "by"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        return [("me", _("me")), ("others", _("others"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "me":
                return queryset.filter(user=request.user)
            case "others":
                return queryset.exclude(user=request.user)
        return queryset


class SinceFilter(SimpleListFilter):
    """From a moment on; shows only once a link, such as that of the desk, has chosen one."""

    title = _("since")
    parameter_name = "since"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Lookups:
        text = self.value()
        return [(text, localize(self.moment()))] if text else []

    def moment(self) -> datetime:
        """The moment chosen; IncorrectLookupParameters where that is none."""
        try:
            moment = datetime.fromisoformat(self.value() or "")
            return timezone.localtime(moment if moment.tzinfo else timezone.make_aware(moment))
        except (ValueError, OverflowError) as error:
            raise IncorrectLookupParameters(error) from None

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(when__gte=self.moment()) if self.value() else queryset
