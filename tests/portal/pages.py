"""One page of each type, with everything on it that a page can show: who, what, when, says who."""

from dataclasses import dataclass
from typing import Any

from search.index import postponed
from tests.agreements import factories as agreements
from tests.events import factories as events
from tests.organizations import factories as organizations
from tests.sources.factories import PassageFactory, SourceFactory

SCRIPT = "<script>alert(1)</script> & Sons"
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 3
CONTRADICTS = "contradicts"

LISTINGS = {
    "/organizations/": "Organizations",
    "/agreements/": "Agreements",
    "/signatories/": "Signatories",
    "/commitments/": "Commitments",
    "/progress/": "Progress",
    "/events/": "Events",
    "/sources/": "Sources",
}
RECORDS = {
    "/organizations/harbour/": f"{SCRIPT} HBR",
    "/agreements/ferries/": f"Agreement on {UNBROKEN}",
    "/commitments/timetable/": "Publish a common timetable.",
    "/progress/report/": f"{SCRIPT} reports",
    "/events/fair/": "Ferry Fair",
    "/sources/gazette/": "The Gazette",
}
HOME = {
    "/": "Organizations sign agreements, make promises, meet and report back: this is the record"
}
DATA = {"/glossary/": "Glossary", "/data/": "Data", "/data/api/": "The API"}
PAIR = {"/organizations/guild/with/harbour/": "Guild of Pilots and"}
DRAWN = {"/timeline/": "Timeline", "/network/": "Network", "/board/": "Progress board"}
TRACE = {"/commitments/timetable/trace/": "Publish a common timetable."}
PAGES = HOME | LISTINGS | RECORDS | DRAWN | TRACE | PAIR | DATA


@dataclass
class Record:
    """What the pages are about, for tests that add to it."""

    harbour: organizations.OrganizationFactory
    agreement: agreements.AgreementFactory
    commitment: agreements.CommitmentFactory
    report: agreements.ProgressReportFactory
    event: events.EventFactory
    passage: PassageFactory


@postponed()
def record() -> Record:
    """Two bodies, an agreement between them, a promise, a report, a fair and two sources."""
    gazette = SourceFactory(slug="gazette", title="The Gazette", published="2017-03~")
    herald = SourceFactory(slug="herald", title="The Herald")
    says = PassageFactory(slug="gazette-2", source=gazette, gist=f"Tells of {SCRIPT}.")
    denies = PassageFactory(slug="herald-4", source=herald, gist="Tells of another day.")
    harbour = organizations.OrganizationFactory(
        slug="harbour", name=SCRIPT, acronym="HBR", founded="1990?"
    )
    agreement = agreements.AgreementFactory(
        slug="ferries", title=f"Agreement on {UNBROKEN}", in_force_from="2017-03-08"
    )
    cite = agreements.AgreementCitationFactory
    cite(record=agreement, field="in_force_from", passage=says)
    cite(
        record=agreement,
        field="in_force_from",
        passage=denies,
        stance=CONTRADICTS,
        value="9 March 2017",
        note="The Herald came a day later.",
    )
    commitment = agreements.CommitmentFactory(slug="timetable", agreement=agreement)
    report = agreements.ProgressReportFactory(slug="report", reporter=harbour, agreement=agreement)
    guild = organizations.OrganizationFactory(slug="guild", name="Guild of Pilots")
    between(harbour, guild, says)
    event = events.EventFactory(slug="fair", title="Ferry Fair", start="")
    made = Record(harbour, agreement, commitment, report, event, says)
    add_children(made)
    return made


def between(one: Any, other: Any, passage: Any) -> None:
    """An agreement, a promise with a deadline, two meetings and a group of two bodies, cited."""
    agreement = agreements.AgreementFactory(in_force_from="2017-03-08")
    group = organizations.OrganizationFactory()
    met = [events.EventFactory(start=start) for start in ("2010-05", "")]
    for body in (one, other):
        place = agreements.SignatoryFactory(agreement=agreement, organization=body)
        act = agreements.ActFactory(signatory=place, date="2017-03-08?")
        agreements.ActCitationFactory(record=act, passage=passage)
        organizations.MembershipFactory(member=body, group=group)
        for event in met:
            events.ParticipationFactory(event=event, organization=body)
    agreements.CommitmentFactory(agreement=agreement, deadline="2018-06")
    agreements.ProgressReportFactory(reporter=other, agreement=agreement)


@postponed()
def add_children(made: Record, number: int = 1) -> None:
    """As many more rows of each kind that hang on the records, each cited."""
    for _ in range(number):
        member = organizations.OrganizationFactory()
        signatory = agreements.SignatoryFactory(agreement=made.agreement, organization=member)
        own = agreements.SignatoryFactory(organization=made.harbour)
        act = agreements.ActFactory(signatory=signatory, date="2017-03-08?")
        link = agreements.AgreementLinkFactory(from_agreement=made.agreement)
        promise = agreements.CommitmentFactory(agreement=made.agreement)
        agreements.ObligationFactory(commitment=promise, organization=made.harbour)
        told = agreements.ProgressReportFactory(reporter=made.harbour, agreement=made.agreement)
        found = agreements.AssessmentFactory(report=told, commitment=made.commitment)
        looked = agreements.AssessmentFactory(report=made.report, commitment=promise)
        figure = agreements.FigureFactory(report=made.report)
        name = organizations.OrganizationNameFactory(organization=made.harbour)
        membership = organizations.MembershipFactory(group=made.harbour)
        office = organizations.AppointmentFactory(organization=made.harbour)
        part = events.ParticipationFactory(event=made.event, organization=member)
        guest = events.ParticipationFactory(organization=made.harbour)
        outcome = events.OutcomeFactory(event=made.event)
        sealed = events.OutcomeFactory(agreement=made.agreement)
        cited = {
            agreements: (signatory, own, act, link, promise, told, found, looked, figure),
            organizations: (name, membership, office),
            events: (part, guest, outcome, sealed),
        }
        for factories, rows in cited.items():
            for row in rows:
                citation = getattr(factories, f"{type(row).__name__}CitationFactory")
                citation(record=row, passage=made.passage)
