"""What the curated record does not hold yet, and what people will ask all the same.

Terms of names and memberships, a treaty in force with a party that left, deadlines, an acronym of
two bodies. They are for tests only: no source was read for them, and none is cited.
"""

from agreements.models import Act, Agreement, Signatory
from organizations.models import Organization, OrganizationName
from tests.agreements.factories import (
    ActFactory,
    AgreementFactory,
    CommitmentFactory,
    SignatoryFactory,
)
from tests.organizations.factories import (
    MembershipFactory,
    OrganizationFactory,
    OrganizationNameFactory,
)

Kind = OrganizationName.Kind


def body(slug: str) -> Organization:
    return Organization.objects.get(slug=slug)


def add() -> None:
    """Puts all of it on top of the curated record."""
    names()
    memberships()
    charter()
    deadlines()


def names() -> None:
    """A former name with a term and its acronym; and IADB, which is two bodies."""
    years = {"organization": body("iom"), "language": "en", "since": "1980", "until": "1989"}
    OrganizationNameFactory(
        **years, kind=Kind.FORMER, text="Intergovernmental Committee for Migration"
    )
    OrganizationNameFactory(**years, kind=Kind.ACRONYM, text="ICM")
    OrganizationNameFactory(organization=body("idb"), kind=Kind.ACRONYM, text="IADB")
    OrganizationFactory(
        slug="inter-american-defense-board", name="Inter-American Defense Board", acronym="IADB"
    )


def memberships() -> None:
    """One that began and one that ended on a day."""
    oas = body("oas")
    MembershipFactory(member=body("canada"), group=oas, since="1990-01-08", until="..")
    MembershipFactory(member=body("nicaragua"), group=oas, since="1950", until="2023-11-19")


def charter() -> None:
    """A treaty in force, with a party from the start, one that came later and one that left."""
    treaty = AgreementFactory(
        slug="oas-charter",
        title="Charter of the Organization of American States",
        instrument=Agreement.Instrument.TREATY,
        binding=Agreement.Binding.YES,
        in_force_from="1951-12-13",
    )
    signatories = {
        state: SignatoryFactory(
            slug=f"oas-charter-{state}", agreement=treaty, organization=body(state)
        )
        for state in ("honduras", "nicaragua", "canada")
    }
    ratified(signatories["honduras"], "1950")
    ratified(signatories["nicaragua"], "1950")
    ratified(signatories["canada"], "1990-01-08")
    ActFactory(
        signatory=signatories["nicaragua"],
        kind=Act.Kind.DENUNCIATION,
        date="2021-11-19",
        effective="2023-11-19",
    )


def ratified(signatory: Signatory, day: str) -> None:
    ActFactory(signatory=signatory, kind=Act.Kind.RATIFICATION, date=day)


def deadlines() -> None:
    """Targets of the 2030 Agenda with years by which they are due."""
    agenda = Agreement.objects.get(slug="2030-agenda")
    for target, year in (("3-6", "2020"), ("8-7", "2025"), ("3-3", "2030")):
        CommitmentFactory(
            slug=f"target-{target}",
            agreement=agenda,
            locator=f"Target {target.replace('-', '.')}",
            text="One of the targets that have a year.",
            deadline=year,
        )
