"""Filters of lists: by evidence, by known dates, by the record that a count leads from."""

from typing import Any

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import Exists, ForeignKey, Model, OuterRef, QuerySet
from django.http import HttpRequest
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
