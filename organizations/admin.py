"""The desk for bodies under all their names, and for persons in office."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organizations.models import (
    Appointment,
    AppointmentCitation,
    Identifier,
    IdentifierCitation,
    Membership,
    MembershipCitation,
    Organization,
    OrganizationCitation,
    OrganizationName,
    OrganizationNameCitation,
    Person,
    PersonCitation,
)
from records.admin import (
    PublishedAdmin,
    TableInline,
    TrackedAdmin,
    counted,
    dated,
    known,
)
from records.admin.filters import Lookups
from sources.admin import CitationAdmin, evidence

TERM = ("since", "until")

admin.site.register(
    [
        AppointmentCitation,
        IdentifierCitation,
        MembershipCitation,
        OrganizationCitation,
        OrganizationNameCitation,
        PersonCitation,
    ],
    CitationAdmin,
)


class PrintedFilter(admin.SimpleListFilter):
    """Rows that print a name of their body which it is not known by."""

    title = _("name as printed")
    parameter_name = "printed"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Lookups:
        return [("unresolved", _("not among the names of the body"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.unresolved() if self.value() == "unresolved" else queryset


class NameInline(TableInline):
    """Every name that the body has, had or was printed under."""

    model = OrganizationName
    fields = ("text", "kind", "language", *TERM)


class IdentifierInline(TableInline):
    """The body's numbers in other lists."""

    model = Identifier


class MembershipInline(TableInline):
    """The groups that the body belongs to."""

    model = Membership
    fk_name = "member"
    fields = ("group", "capacity", *TERM)
    verbose_name_plural = _("memberships: the groups that it belongs to")


class MemberInline(TableInline):
    """The bodies that belong to the group."""

    model = Membership
    fk_name = "group"
    fields = ("member", "capacity", *TERM)
    verbose_name = _("member")
    verbose_name_plural = _("members: the bodies that belong to it")


class HolderInline(TableInline):
    """Who held which office in the body."""

    model = Appointment
    fields = ("person", "title", *TERM)


class OfficeInline(TableInline):
    """The offices that the person held."""

    model = Appointment
    fields = ("organization", "title", *TERM)


@admin.register(Organization)
class OrganizationAdmin(PublishedAdmin):
    """Bodies that agree, take part or report."""

    list_display = [
        "name",
        "acronym",
        "kind",
        "country",
        counted("names", _("names")),
        counted("signatories", _("signs")),
        counted("members", _("members")),
        counted("citations", _("evidence")),
        "publication",
    ]
    list_filter = ["kind", known("founded", _("date of foundation"))]
    search_fields = ["name", "acronym", "names__text"]
    search_help_text = _("Searches every name: present, former, translated, as printed, acronyms.")
    inlines = [
        NameInline,
        IdentifierInline,
        MembershipInline,
        MemberInline,
        HolderInline,
        evidence(OrganizationCitation),
    ]
    elsewhere = (
        "signatories",
        "represented_as",
        "deposits",
        "obligations",
        "progress_reports",
        "participations",
        "series",
        "events_in_country",
        "parts",
        "predecessors",
        "seated_bodies",
    )
    fieldsets = [
        (None, {"fields": ["name", "acronym", "kind", "country"]}),
        (
            _("Where it belongs"),
            {
                "fields": ["part_of", "successor"],
                "description": _(
                    "A mere change of name is another name below, not another organization."
                ),
            },
        ),
        (_("Dates"), {"fields": ["founded", "dissolved"]}),
        (_("What it is"), {"fields": ["website", "summary"]}),
    ]

    def choice_label(self, row: Organization) -> str:
        acronym = f" ({row.acronym})" if row.acronym else ""
        return f"{row.name}{acronym} · {row.get_kind_display()}"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Each word must stand in the name, the acronym or any other name; no row comes twice."""
        for word in search_term.split():
            queryset = queryset.named(word)
        return queryset, False


@admin.register(OrganizationName)
class OrganizationNameAdmin(TrackedAdmin):
    """Names of bodies."""

    list_display = [
        "text",
        "kind",
        "language",
        "organization",
        dated("since", _("since")),
        dated("until", _("until")),
        counted("citations", _("evidence")),
    ]
    list_filter = ["kind", "language"]
    search_fields = ["text", "slug", "organization__name", "organization__acronym"]
    inlines = [evidence(OrganizationNameCitation)]
    fieldsets = [(None, {"fields": ["organization", "text", "kind", "language", *TERM]})]


@admin.register(Identifier)
class IdentifierAdmin(TrackedAdmin):
    """Numbers of bodies in other lists."""

    list_display = ["value", "scheme", "organization", counted("citations", _("evidence"))]
    list_filter = ["scheme"]
    search_fields = ["value", "scheme", "organization__name", "organization__acronym"]
    inlines = [evidence(IdentifierCitation)]


@admin.register(Membership)
class MembershipAdmin(TrackedAdmin):
    """Who belongs to what."""

    list_display = [
        "member",
        "group",
        "capacity",
        dated("since", _("since")),
        dated("until", _("until")),
        counted("citations", _("evidence")),
    ]
    list_filter = ["capacity", known("since", _("start")), known("until", _("end"))]
    search_fields = ["member__name", "member__acronym", "group__name", "group__acronym", "slug"]
    inlines = [evidence(MembershipCitation)]
    fieldsets = [(None, {"fields": ["member", "group", "capacity", *TERM]})]


@admin.register(Person)
class PersonAdmin(PublishedAdmin):
    """Holders of public offices."""

    list_display = [
        "name",
        counted("appointments", _("offices")),
        counted("acts", _("acts")),
        counted("participations", _("participations")),
        counted("citations", _("evidence")),
        "publication",
    ]
    search_fields = ["name", "note", "slug"]
    inlines = [OfficeInline, evidence(PersonCitation)]
    elsewhere = ("acts", "participations")
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "note"],
                "description": _("Public office only: never an address, a number or a birthday."),
            },
        )
    ]

    def choice_label(self, row: Any) -> str:
        return f"{row.name} · {row.note[:60]}" if row.note else f"{row.name} · {row.slug}"


@admin.register(Appointment)
class AppointmentAdmin(TrackedAdmin):
    """Who held which office."""

    list_display = [
        "title",
        "person",
        "organization",
        dated("since", _("since")),
        dated("until", _("until")),
        counted("citations", _("evidence")),
    ]
    list_filter = [known("since", _("start")), known("until", _("end"))]
    search_fields = ["title", "person__name", "organization__name", "organization__acronym"]
    inlines = [evidence(AppointmentCitation)]
    fieldsets = [(None, {"fields": ["person", "organization", "title", *TERM]})]
