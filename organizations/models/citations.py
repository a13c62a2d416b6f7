"""What says so: one table of citations for each table of facts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models.organizations import (
    Identifier,
    Membership,
    Organization,
    OrganizationName,
)
from organizations.models.persons import Appointment, Person
from sources.models import Citation


class OrganizationCitation(Citation):
    """What says that a body is as recorded."""

    record = models.ForeignKey(Organization, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation for an organization")
        verbose_name_plural = _("citations for organizations")


class OrganizationNameCitation(Citation):
    """What says that a body bears a name."""

    record = models.ForeignKey(OrganizationName, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation for a name")
        verbose_name_plural = _("citations for names")


class IdentifierCitation(Citation):
    """What says that an identifier stands for a body."""

    record = models.ForeignKey(Identifier, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation for an identifier")
        verbose_name_plural = _("citations for identifiers")


class MembershipCitation(Citation):
    """What says that a body belongs to a group."""

    record = models.ForeignKey(Membership, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation for a membership")
        verbose_name_plural = _("citations for memberships")


class PersonCitation(Citation):
    """What names a person."""

    record = models.ForeignKey(Person, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation for a person")
        verbose_name_plural = _("citations for persons")


class AppointmentCitation(Citation):
    """What says that a person held an office."""

    record = models.ForeignKey(Appointment, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        verbose_name = _("citation for an appointment")
        verbose_name_plural = _("citations for appointments")
