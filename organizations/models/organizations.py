"""Bodies under all their names, and the groups that they belong to."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dates.fields import EarliestDay, EDTFField, LatestDay
from dates.queries import current, latest_first
from organizations.models.term import Term
from records.constraints import differ, filled, in_order, one_of
from records.fields import LineField, ProseField
from records.models import Publication, PublishedRecord, Record, TrackedQuerySet
from search.declaration import Searched


class OrganizationQuerySet(TrackedQuerySet):
    def named(self, text: str) -> Self:
        """Bodies whose name, past or present, acronym or variant, holds the text."""
        names = OrganizationName.objects.filter(text__icontains=text).values("organization")
        return self.filter(Q(name__icontains=text) | Q(acronym__icontains=text) | Q(pk__in=names))

    def called(self, text: str) -> Self:
        """Bodies that have the text as slug, name, acronym or any other name, case aside."""
        names = OrganizationName.objects.filter(text__iexact=text).values("organization")
        own = Q(slug=text) | Q(name__iexact=text) | Q(acronym__iexact=text)
        return self.filter(own | Q(pk__in=names))

    def with_seat(self) -> Self:
        """Adds `seat` and `seat_name`: slug and name of its public country; a state is its own."""
        own, country = (
            Q(kind=Organization.Kind.STATE),
            Q(country__publication=Publication.PUBLISHED),
        )
        return self.annotate(
            seat=Case(When(own, then=F("slug")), When(country, then=F("country__slug"))),
            seat_name=Case(When(own, then=F("name")), When(country, then=F("country__name"))),
        )


def name_on(on: date | None, path: str = "") -> Combinable:
    """The name that the body at `path` bore on the day, as far as names with a term tell.

    `path` leads from the row to the body, such as "organization__". Without a day, or where no
    official or former name is known to have been in use then, it is the name in use today.
    """
    if on is None or on >= timezone.localdate():
        return F(f"{path}name")
    kinds = (OrganizationNameKind.OFFICIAL, OrganizationNameKind.FORMER)
    names = OrganizationName.objects.filter(current(on), organization=OuterRef(f"{path}pk"))
    stated = names.filter(kind__in=kinds).exclude(since="", until="")
    then = stated.order_by(*latest_first("since"), "pk").values("text")[:1]
    return Coalesce(Subquery(then), F(f"{path}name"))


class OrganizationKind(models.TextChoices):
    STATE = "state", _("state")
    INTERGOVERNMENTAL = "intergovernmental", _("intergovernmental organization")
    ORGAN = "organ", _("organ or office")
    INTER_AGENCY = "inter-agency", _("inter-agency group")
    CONSULTATIVE = "consultative", _("consultative process")
    CIVIL_SOCIETY = "civil-society", _("civil society")
    PRIVATE_SECTOR = "private-sector", _("private sector")
    OTHER = "other", _("other")
    NOT_STATED = "not-stated", _("not stated")


class Organization(PublishedRecord):
    """A body that can agree, take part or report: a state, an organization, an organ, a group."""

    Kind = OrganizationKind

    searched = Searched(
        kind="organizations",
        title="name",
        names=("acronym", "names__text"),
        text=("summary", "appointments__person__name", "appointments__title", "identifiers__value"),
        date="founded",
    )

    name = LineField(
        _("name"), help_text=_("The name in use today, in the language of the record.")
    )
    kind = LineField(
        _("kind"),
        max_length=20,
        choices=Kind,
        default=Kind.NOT_STATED,
        help_text=_("What sort of body it is; “not stated” where no source says."),
    )
    acronym = LineField(
        _("acronym"),
        max_length=50,
        blank=True,
        help_text=_("As the body uses it; two bodies may share one."),
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
        help_text=_("The body that it is an organ or office of."),
    )
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successor"),
        help_text=_("The body that took its place; a mere change of name is a name, not a body."),
    )
    country = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="seated_bodies",
        limit_choices_to={"kind": "state"},
        verbose_name=_("country"),
        help_text=_("The state in which it has its seat; empty for states."),
    )
    founded = EDTFField(_("founded"))
    founded_earliest = EarliestDay(_("founded, earliest"), of="founded")
    founded_latest = LatestDay(_("founded, latest"), of="founded")
    dissolved = EDTFField(_("dissolved"), may_be_open=True)
    dissolved_earliest = EarliestDay(_("dissolved, earliest"), of="dissolved")
    dissolved_latest = LatestDay(_("dissolved, latest"), of="dissolved")
    website = models.URLField(
        _("website"), max_length=500, blank=True, help_text=_("Its own site, not a page about it.")
    )
    summary = ProseField(_("summary"), help_text=_("What the body is, in our own words."))

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name"], name="organization_by_name")]
        constraints = [
            one_of("publication", Publication, "organization_publication"),
            filled("name", "organization_has_name"),
            one_of("kind", OrganizationKind, "organization_kind"),
            differ("id", "part_of", "organization_not_its_own_part"),
            differ("id", "successor", "organization_not_its_own_successor"),
            in_order("founded", "dissolved", "organization_dissolved_after_founded"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organization-detail", kwargs={"slug": self.slug})


class OrganizationNameKind(models.TextChoices):
    OFFICIAL = "official", _("official")
    ACRONYM = "acronym", _("acronym")
    FORMER = "former", _("former")
    TRANSLATION = "translation", _("translation")
    VARIANT = "variant", _("variant")
    AS_PRINTED = "as-printed", _("as printed")


class OrganizationName(Term, Record):
    """One of the names that a body has, had, or was printed under."""

    Kind = OrganizationNameKind

    published_with = ("organization",)

    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        related_name="names",
        verbose_name=_("organization"),
        help_text=_("The body that bears the name."),
    )
    text = LineField(_("text"), help_text=_("The name, letter for letter."))
    language = LineField(
        _("language"), max_length=35, blank=True, help_text=_("BCP 47 tag, such as en or es.")
    )
    kind = LineField(
        _("kind"),
        max_length=20,
        choices=Kind,
        default=Kind.VARIANT,
        help_text=_("What sort of name it is; “as printed” where a source just uses it."),
    )

    class Meta:
        verbose_name = _("name of an organization")
        verbose_name_plural = _("names of organizations")
        ordering = ["text", "pk"]
        constraints = [
            filled("text", "organizationname_has_text"),
            one_of("kind", OrganizationNameKind, "organizationname_kind"),
            in_order("since", "until", "organizationname_until_after_since"),
            models.UniqueConstraint(
                fields=["organization", "text", "kind", "language"],
                name="organizationname_unique",
                violation_error_message=_("The organization already has this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{self.organization.get_absolute_url()}#{self.slug}"

    def slug_source(self) -> str:
        return f"{self.organization.slug} {self.text}"


class Identifier(Record):
    """A body's number in somebody else's list."""

    published_with = ("organization",)

    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        related_name="identifiers",
        verbose_name=_("organization"),
        help_text=_("The body that the identifier stands for."),
    )
    scheme = LineField(
        _("scheme"), max_length=50, help_text=_("The list: wikidata, ror, org-id, iso3166-1…")
    )
    value = LineField(_("value"), max_length=200, help_text=_("As the list writes it."))

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["scheme", "value", "pk"]
        constraints = [
            filled("scheme", "identifier_has_scheme"),
            filled("value", "identifier_has_value"),
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="identifier_unique",
                violation_error_message=_("This identifier already stands for a body."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"

    def get_absolute_url(self) -> str:
        return f"{self.organization.get_absolute_url()}#{self.slug}"


class MembershipCapacity(models.TextChoices):
    MEMBER = "member", _("member")
    OBSERVER = "observer", _("observer")
    CHAIR = "chair", _("chair")
    PRESIDENCY = "presidency-pro-tempore", _("presidency pro tempore")
    SECRETARIAT = "secretariat", _("secretariat")


class Membership(Term, Record):
    """That a body belongs to a group, in what capacity and when."""

    Capacity = MembershipCapacity

    published_with = ("member", "group")

    member = models.ForeignKey(
        Organization,
        models.CASCADE,
        related_name="memberships",
        verbose_name=_("member"),
        help_text=_("The body that belongs."),
    )
    group = models.ForeignKey(
        Organization,
        models.CASCADE,
        related_name="members",
        verbose_name=_("group"),
        help_text=_("The body that it belongs to."),
    )
    capacity = LineField(
        _("capacity"),
        max_length=30,
        choices=Capacity,
        default=Capacity.MEMBER,
        help_text=_("As what it belongs; one row for each capacity and term."),
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["group__name", "member__name", "pk"]
        constraints = [
            one_of("capacity", MembershipCapacity, "membership_capacity"),
            differ("member", "group", "membership_not_in_itself"),
            in_order("since", "until", "membership_until_after_since"),
            models.UniqueConstraint(
                fields=["member", "group", "capacity", "since"],
                name="membership_unique",
                violation_error_message=_("This membership is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(member)s in %(group)s (%(capacity)s)") % {
            "member": self.member,
            "group": self.group,
            "capacity": self.get_capacity_display(),
        }

    def get_absolute_url(self) -> str:
        return f"{self.member.get_absolute_url()}#{self.slug}"

    def slug_source(self) -> str:
        return f"{self.member.slug} in {self.group.slug} {self.capacity}"
