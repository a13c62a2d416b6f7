"""Persons in public office."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models.organizations import Organization
from organizations.models.term import Term
from records.constraints import filled, in_order, one_of
from records.fields import LineField, ProseField
from records.models import Publication, PublishedRecord, Record


class Person(PublishedRecord):
    """Somebody who held a public office; nothing else about them is kept."""

    name = LineField(_("name"), help_text=_("Given name first, without titles."))
    note = ProseField(_("note"), help_text=_("Other spellings; never an address or a number."))

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ["name", "pk"]
        constraints = [
            one_of("publication", Publication, "person_publication"),
            filled("name", "person_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Appointment(Term, Record):
    """That a person held an office in a body, and when."""

    published_with = ("person", "organization")

    person = models.ForeignKey(
        Person,
        models.CASCADE,
        related_name="appointments",
        verbose_name=_("person"),
        help_text=_("Who held the office."),
    )
    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        related_name="appointments",
        verbose_name=_("organization"),
        help_text=_("The body in which it was held."),
    )
    title = LineField(_("title"), max_length=200, help_text=_("The office, as printed."))

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["organization__name", "title", "pk"]
        constraints = [
            filled("title", "appointment_has_title"),
            in_order("since", "until", "appointment_until_after_since"),
            models.UniqueConstraint(
                fields=["person", "organization", "title", "since"],
                name="appointment_unique",
                violation_error_message=_("This appointment is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.title}, {self.organization}"

    def get_absolute_url(self) -> str:
        return f"{self.organization.get_absolute_url()}#{self.slug}"
