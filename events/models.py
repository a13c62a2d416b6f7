"""What happened: meetings and summits, who took part, and what came out of them."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement
from dates.fields import EarliestDay, EDTFField, LatestDay
from organizations.models import Organization, Person
from organizations.printed import PrintedQuerySet
from records.constraints import differ, filled, in_order, one_of
from records.fields import LineField, ProseField
from records.models import Publication, PublishedRecord, Record, TrackedQuerySet
from search.declaration import Searched
from sources.models import Citation


class SeriesQuerySet(TrackedQuerySet):
    def called(self, text: str) -> Self:
        """Series that have the text as slug or name, case aside."""
        return self.filter(Q(slug=text) | Q(name__iexact=text))


class Series(PublishedRecord):
    """A line of events that follow one another, such as the Summits of the Americas."""

    name = LineField(_("name"), help_text=_("As the organizers call it."))
    description = ProseField(_("description"), help_text=_("What the events have in common."))
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="series",
        verbose_name=_("organization"),
        help_text=_("The body or process whose meetings these are, where there is one."),
    )

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series of events")
        verbose_name_plural = _("series of events")
        ordering = ["name", "pk"]
        constraints = [
            one_of("publication", Publication, "series_publication"),
            filled("name", "series_has_name"),
            models.UniqueConstraint(
                fields=["name"],
                name="series_name_unique",
                violation_error_message=_("There is already a series of this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def listed_at(self) -> str:
        """The list of its events: it has no page of its own."""
        return f"{reverse('event-list')}?series={self.slug}"


class EventKind(models.TextChoices):
    SUMMIT = "summit", _("summit")
    CONFERENCE = "conference", _("conference")
    MEETING = "meeting", _("meeting")
    SIGNING = "signing", _("signing ceremony")
    TRAINING = "training", _("training")
    OTHER = "other", _("other")


class Event(PublishedRecord):
    """Something that happened at a time and a place: a summit, a meeting, a signing."""

    Kind = EventKind

    hidden_with = {"edition": "series"}
    searched = Searched(
        kind="events",
        title="title",
        text=(
            "summary",
            "place",
            "country__name",
            "series__name",
            "participations__organization__name",
            "participations__name_as_printed",
            "participations__person__name",
        ),
        date="start",
    )

    title = LineField(_("title"), help_text=_("As printed, or what it was."))
    kind = LineField(
        _("kind"),
        max_length=20,
        choices=Kind,
        default=Kind.OTHER,
        help_text=_("What sort of event it was."),
    )
    series = models.ForeignKey(
        Series,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("series"),
        help_text=_("The line of events that it belongs to."),
    )
    edition = models.PositiveSmallIntegerField(
        _("edition"),
        null=True,
        blank=True,
        help_text=_("Its number in the series; special summits have none."),
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
        help_text=_("The larger event that it was part of."),
    )
    start = EDTFField(_("start"))
    start_earliest = EarliestDay(_("start, earliest"), of="start")
    start_latest = LatestDay(_("start, latest"), of="start")
    end = EDTFField(_("end"))
    end_earliest = EarliestDay(_("end, earliest"), of="end")
    end_latest = LatestDay(_("end, latest"), of="end")
    place = LineField(_("place"), max_length=200, blank=True, help_text=_("City and venue."))
    country = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events_in_country",
        limit_choices_to={"kind": "state"},
        verbose_name=_("country"),
        help_text=_("The state in which it took place."),
    )
    summary = ProseField(_("summary"), help_text=_("What happened, in our own words."))
    note = ProseField(_("note"), help_text=_("What is uncertain, and how it was decided."))

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["title", "pk"]
        constraints = [
            one_of("publication", Publication, "event_publication"),
            filled("title", "event_has_title"),
            one_of("kind", EventKind, "event_kind"),
            differ("id", "part_of", "event_not_its_own_part"),
            in_order("start", "end", "event_end_after_start"),
            models.CheckConstraint(
                condition=Q(edition__isnull=True) | Q(series__isnull=False),
                name="event_edition_needs_series",
                violation_error_message=_("An edition is a number in a series: name the series."),
            ),
            models.UniqueConstraint(
                fields=["series", "edition"],
                name="event_edition_unique",
                violation_error_message=_("The series already has an event of this edition."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("event-detail", kwargs={"slug": self.slug})


class ParticipationRole(models.TextChoices):
    HOST = "host", _("host")
    ORGANIZER = "organizer", _("organizer")
    CHAIR = "chair", _("chair")
    HANDED_OVER = "presidency-handed-over", _("presidency handed over")
    TAKEN_OVER = "presidency-taken-over", _("presidency taken over")
    PARTICIPANT = "participant", _("participant")
    OBSERVER = "observer", _("observer")
    SECRETARIAT = "secretariat", _("secretariat")


class Participation(Record):
    """That a body took part in an event, in what role and led by whom."""

    Role = ParticipationRole

    published_with = ("event", "organization")

    event = models.ForeignKey(
        Event,
        models.CASCADE,
        related_name="participations",
        verbose_name=_("event"),
        help_text=_("What it took part in."),
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="participations",
        verbose_name=_("organization"),
        help_text=_("Who took part."),
    )
    role = LineField(
        _("role"),
        max_length=30,
        choices=Role,
        default=Role.PARTICIPANT,
        help_text=_("As what; one row for each role."),
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("led by"),
        help_text=_("Who led for the body; empty where no source says."),
    )
    title_as_printed = LineField(
        _("title as printed"),
        max_length=200,
        blank=True,
        help_text=_("The office in which the person took part, as the source prints it."),
    )
    name_as_printed = LineField(
        _("name as printed"), blank=True, help_text=_("The body's name, letter for letter.")
    )
    note = LineField(_("note"), blank=True, help_text=_("Size or level of the delegation…"))

    objects = PrintedQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["event__title", "organization__name", "pk"]
        constraints = [
            one_of("role", ParticipationRole, "participation_role"),
            models.UniqueConstraint(
                fields=["event", "organization", "role"],
                name="participation_unique",
                violation_error_message=_("The body already has this role in the event."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}, {self.get_role_display()}, {self.event}"

    def get_absolute_url(self) -> str:
        return f"{self.event.get_absolute_url()}#{self.slug}"

    def slug_source(self) -> str:
        return f"{self.event.slug} {self.organization.slug} {self.role}"


class OutcomeKind(models.TextChoices):
    ADOPTED = "adopted", _("adopted")
    SIGNED = "signed", _("signed")
    ANNOUNCED = "announced", _("announced")
    MANDATED = "mandated", _("mandated")
    REVIEWED = "reviewed", _("reviewed")


class Outcome(Record):
    """What an event did with an instrument."""

    Kind = OutcomeKind

    published_with = ("event", "agreement")

    event = models.ForeignKey(
        Event,
        models.CASCADE,
        related_name="outcomes",
        verbose_name=_("event"),
        help_text=_("Where it was done."),
    )
    agreement = models.ForeignKey(
        Agreement,
        models.CASCADE,
        related_name="outcomes",
        verbose_name=_("agreement"),
        help_text=_("What it was done with."),
    )
    kind = LineField(
        _("kind"), max_length=20, choices=Kind, help_text=_("What was done with the instrument.")
    )

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["event__title", "agreement__title", "pk"]
        constraints = [
            one_of("kind", OutcomeKind, "outcome_kind"),
            models.UniqueConstraint(
                fields=["event", "agreement", "kind"],
                name="outcome_unique",
                violation_error_message=_("This outcome is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.agreement} ({self.get_kind_display()})"

    def get_absolute_url(self) -> str:
        return f"{self.event.get_absolute_url()}#{self.slug}"

    def slug_source(self) -> str:
        return f"{self.event.slug} {self.kind} {self.agreement.slug}"


class SeriesCitation(Citation):
    """What speaks of a series."""

    record = models.ForeignKey(Series, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation for a series")
        verbose_name_plural = _("citations for series")


class EventCitation(Citation):
    """What says that an event is as recorded."""

    record = models.ForeignKey(Event, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation for an event")
        verbose_name_plural = _("citations for events")


class ParticipationCitation(Citation):
    """What says that a body took part."""

    record = models.ForeignKey(Participation, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation for a participation")
        verbose_name_plural = _("citations for participations")


class OutcomeCitation(Citation):
    """What says what came out of an event."""

    record = models.ForeignKey(Outcome, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation for an outcome")
        verbose_name_plural = _("citations for outcomes")
