"""Who agrees, meets and reports: bodies under all their names, and persons in office."""

from organizations.models.citations import (
    AppointmentCitation,
    IdentifierCitation,
    MembershipCitation,
    OrganizationCitation,
    OrganizationNameCitation,
    PersonCitation,
)
from organizations.models.organizations import (
    Identifier,
    Membership,
    Organization,
    OrganizationName,
)
from organizations.models.persons import Appointment, Person

__all__ = [
    "Appointment",
    "AppointmentCitation",
    "Identifier",
    "IdentifierCitation",
    "Membership",
    "MembershipCitation",
    "Organization",
    "OrganizationCitation",
    "OrganizationName",
    "OrganizationNameCitation",
    "Person",
    "PersonCitation",
]
