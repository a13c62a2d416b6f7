"""Who put their name to an instrument, and what each of them did about it and when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from agreements import stages
from agreements.models.agreements import Agreement
from dates.fields import EarliestDay, EDTFField, LatestDay
from dates.queries import earliest_first
from organizations.models import Organization, Person
from organizations.printed import PrintedQuerySet
from records.constraints import one_of
from records.fields import LineField
from records.models import Record
from search.declaration import Searched


class SignatoryQuerySet(PrintedQuerySet):
    def lacking(self, kind: str, date: str) -> Self:
        """Those who act, and of whom no act of that kind and date (EDTF) is recorded.

        Witnesses, facilitators and depositaries perform no acts of their own.
        """
        done = Act.objects.filter(kind=kind, date=date)
        return self.filter(capacity__in=stages.PROMISING).exclude(acts__in=done)

    def with_party(self, on: date) -> Self:
        """Adds `party`: whether an instrument in force binds it on the day (VCLT article 2.1 g)."""
        return self.annotate(party=stages.is_party(self.model, on))

    def with_signing(self) -> Self:
        """Adds `signed` (EDTF) with its bounds: the first act of signature or adoption."""
        signing = Act.objects.filter(signatory=OuterRef("pk"), kind__in=stages.SIGNING)
        first = signing.order_by(*earliest_first("date"), "pk")
        return self.annotate(
            signed=Coalesce(Subquery(first.values("date")[:1]), Value("")),
            signed_earliest=Subquery(first.values("date_earliest")[:1]),
            signed_latest=Subquery(first.values("date_latest")[:1]),
        )


class SignatoryCapacity(models.TextChoices):
    SIGNATORY = "signatory", _("signatory")
    ADOPTING = "adopting", _("adopting state or body")
    WITNESS = "witness", _("witness")
    FACILITATOR = "facilitator", _("facilitator")
    DEPOSITARY = "depositary", _("depositary")


class Signatory(Record):
    """A body's place in an instrument; whether it is a party follows from its acts."""

    Capacity = SignatoryCapacity

    published_with = ("agreement", "organization")
    published_with_if_set = ("on_behalf_of",)
    searched = Searched(
        kind="signatories",
        page="agreement__slug",
        title="organization__name",
        names=("organization__acronym", "organization__names__text", "name_as_printed"),
        text=("agreement__title", "acts__person__name"),
        date="acts__date",
        dated_by={"acts__kind": stages.SIGNING},
    )

    agreement = models.ForeignKey(
        Agreement,
        models.CASCADE,
        related_name="signatories",
        verbose_name=_("agreement"),
        help_text=_("The instrument."),
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="signatories",
        verbose_name=_("organization"),
        help_text=_("The body, as it is known in this record."),
    )
    capacity = LineField(
        _("capacity"),
        max_length=20,
        choices=Capacity,
        default=Capacity.SIGNATORY,
        help_text=_("As what it stands in the instrument."),
    )
    on_behalf_of = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="represented_as",
        verbose_name=_("on behalf of"),
        help_text=_("The body for which it signs, where that is another one."),
    )
    name_as_printed = LineField(
        _("name as printed"), blank=True, help_text=_("Letter for letter, as in the source.")
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Its place in the list as printed, from 1.")
    )

    objects = SignatoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["agreement__title", "position", "organization__name", "pk"]
        constraints = [
            one_of("capacity", SignatoryCapacity, "signatory_capacity"),
            models.UniqueConstraint(
                fields=["agreement", "organization", "capacity", "on_behalf_of"],
                name="signatory_unique",
                condition=Q(on_behalf_of__isnull=False),
                violation_error_message=_("The body already stands there in this capacity."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "organization", "capacity"],
                condition=Q(on_behalf_of__isnull=True),
                name="signatory_unique_for_itself",
                violation_error_message=_("The body already stands there in this capacity."),
            ),
            models.CheckConstraint(
                condition=~Q(on_behalf_of=models.F("organization")) | Q(on_behalf_of__isnull=True),
                name="signatory_not_on_its_own_behalf",
                violation_error_message=_("“On behalf of” is for another body; leave it empty."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} ({self.agreement})"

    def get_absolute_url(self) -> str:
        return f"{self.agreement.get_absolute_url()}#{self.slug}"

    def slug_source(self) -> str:
        return f"{self.agreement.slug} {self.organization.slug}"


# The terms of the Vienna Conventions on the Law of Treaties (1969 and 1986).
class ActKind(models.TextChoices):
    SIGNATURE = "signature", _("signature")
    DEFINITIVE_SIGNATURE = "definitive-signature", _("definitive signature")
    ADOPTION = "adoption", _("adoption")
    RATIFICATION = "ratification", _("ratification")
    ACCEPTANCE = "acceptance", _("acceptance")
    APPROVAL = "approval", _("approval")
    ACCESSION = "accession", _("accession")
    FORMAL_CONFIRMATION = "formal-confirmation", _("act of formal confirmation")
    PROVISIONAL_APPLICATION = "provisional-application", _("provisional application")
    ENTRY_INTO_FORCE = "entry-into-force", _("entry into force")
    RESERVATION = "reservation", _("reservation")
    SUSPENSION = "suspension", _("suspension")
    RESUMPTION = "resumption", _("resumption")
    WITHDRAWAL = "withdrawal", _("withdrawal")
    DENUNCIATION = "denunciation", _("denunciation")
    TERMINATION = "termination", _("termination")


class Act(Record):
    """Something that a signatory did about an instrument: signed, ratified, withdrew…"""

    Kind = ActKind

    published_with = ("signatory",)

    signatory = models.ForeignKey(
        Signatory,
        models.CASCADE,
        related_name="acts",
        verbose_name=_("signatory"),
        help_text=_("Whose act it is."),
    )
    kind = LineField(
        _("kind"), max_length=30, choices=Kind, help_text=_("What was done, in treaty terms.")
    )
    date = EDTFField(_("date"))
    date_earliest = EarliestDay(_("date, earliest"), of="date")
    date_latest = LatestDay(_("date, latest"), of="date")
    effective = EDTFField(_("effective"))
    effective_earliest = EarliestDay(_("effective, earliest"), of="effective")
    effective_latest = LatestDay(_("effective, latest"), of="effective")
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="acts",
        verbose_name=_("who signed"),
        help_text=_("The person who did it for the signatory; empty where no source says."),
    )
    title_as_printed = LineField(
        _("title as printed"),
        max_length=200,
        blank=True,
        help_text=_("The office in which the person did it, as the source prints it."),
    )
    note = LineField(_("note"), blank=True, help_text=_("The words of a reservation, a doubt…"))

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["date_earliest", "pk"]
        constraints = [
            one_of("kind", ActKind, "act_kind"),
            models.UniqueConstraint(
                fields=["signatory", "kind", "date"],
                name="act_unique",
                violation_error_message=_("This act is already recorded for that date."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signatory}: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return f"{self.signatory.agreement.get_absolute_url()}#{self.slug}"

    def slug_source(self) -> str:
        return f"{self.signatory.slug} {self.kind} {self.date}"
