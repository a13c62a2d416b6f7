"""Rules about what bodies and persons are called."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from agreements.models import Signatory
from curation.lint.findings import Finding, error, fetched, notice, warning
from events.models import Participation
from organizations.models import Organization, OrganizationName, Person

# Names by which a body is known on their own; a former or printed form may well be shared.
OWN = ("official", "translation", "variant")


def folded(name: str) -> str:
    """The name with case and runs of white space aside."""
    return " ".join(name.split()).casefold()


def unresolved_name() -> Iterator[Finding]:
    """Names as printed that are not among the names of their body."""
    for model in (Signatory, Participation):
        for record in fetched(model.objects.unresolved()):
            yield error(
                record,
                _("“%(name)s” is not among the names of %(body)s: add it there")
                % {"name": record.name_as_printed, "body": record.organization.slug},
            )


def duplicate_name() -> Iterator[Finding]:
    """Names that two bodies share: the same body twice, or a name that misleads."""
    strong, weak = _bearers()
    for name in sorted(strong.keys() | weak.keys()):
        owners = strong.get(name, {})
        every = owners | weak.get(name, {})
        for body in every.values() if len(every) > 1 else ():
            finding = error if len(owners) > 1 and body.pk in owners else warning
            others = sorted(other.slug for other in every.values() if other.pk != body.pk)
            yield finding(
                body,
                _("it shares the name “%(name)s” with %(others)s")
                % {"name": name, "others": ", ".join(others)},
            )


def _bearers() -> tuple[dict[str, dict[int, Organization]], dict[str, dict[int, Organization]]]:
    """Names to the bodies that bear them: as names of their own, and otherwise."""
    bodies = {body.pk: body for body in Organization.objects.all()}
    strong, weak = defaultdict(dict), defaultdict(dict)
    for body in bodies.values():
        strong[folded(body.name)][body.pk] = body
    names = OrganizationName.objects.exclude(kind="acronym")
    for pk, text, kind in names.values_list("organization", "text", "kind"):
        (strong if kind in OWN else weak)[folded(text)][pk] = bodies[pk]
    return strong, weak


def shared_acronym() -> Iterator[Finding]:
    """Acronyms that two bodies share, which is common and worth knowing."""
    bearers = defaultdict(dict)
    for body in Organization.objects.exclude(acronym=""):
        bearers[body.acronym][body.pk] = body
    for name in fetched(OrganizationName.objects.filter(kind="acronym")):
        bearers[name.text][name.organization_id] = name.organization
    for acronym, bodies in bearers.items():
        for body in bodies.values() if len(bodies) > 1 else ():
            others = sorted(other.slug for other in bodies.values() if other.pk != body.pk)
            yield notice(
                body,
                _("it shares the acronym “%(acronym)s” with %(others)s")
                % {"acronym": acronym, "others": ", ".join(others)},
            )


def person_without_office() -> Iterator[Finding]:
    """Persons without an appointment: the record keeps people in public office only."""
    for person in Person.objects.filter(appointments=None):
        yield warning(person, _("no appointment says in what office they acted"))


def same_person_twice() -> Iterator[Finding]:
    """Persons of the same name."""
    bearers = defaultdict(list)
    for person in Person.objects.all():
        bearers[folded(person.name)].append(person)
    for persons in bearers.values():
        for person in persons if len(persons) > 1 else ():
            others = ", ".join(sorted(p.slug for p in persons if p.pk != person.pk))
            yield warning(person, _("the same name as %(others)s") % {"others": others})


RULES = (
    unresolved_name,
    duplicate_name,
    shared_acronym,
    person_without_office,
    same_person_twice,
)
