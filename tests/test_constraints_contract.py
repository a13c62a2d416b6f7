"""Every rule of the database by its name: a change that it allows and one that it refuses."""

from dataclasses import dataclass, field
from typing import Any

import factory
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from tests.events.factories import SeriesFactory
from tests.organizations.factories import OrganizationFactory
from tests.test_models_contract import MODELS, factory_of

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Own:
    """The value that the changed row itself has in a field; without a name, the row."""

    name: str = ""


@dataclass(frozen=True)
class Others:
    """The value that another row of the table has in a field; without a name, that row."""

    name: str = ""


@dataclass(frozen=True)
class Rule:
    """Changes to a row that break a constraint and that keep it; `rows` is how it starts."""

    breaks: dict[str, Any]
    keeps: dict[str, Any]
    rows: dict[str, Any] = field(default_factory=dict)


def filled(name: str) -> Rule:
    return Rule({name: ""}, {name: "something"})


def one_of(name: str, value: str) -> Rule:
    return Rule({name: "nonsense"}, {name: value})


def in_order(since: str, until: str) -> Rule:
    return Rule({since: "2001", until: "2000"}, {since: "2001-05", until: "2001"})


def not_itself(name: str) -> Rule:
    return Rule({name: Own()}, {name: Others()})


def once(*names: str, rows: dict[str, Any] | None = None, **apart: Any) -> Rule:
    """No two rows are the same in these fields; with one of them `apart`, they may be."""
    same = {name: Others(name) for name in names}
    return Rule(same, same | apart, rows or {})


RULES = {
    "former_slug_unique": once("kind", "former", former="another"),
    "former_slug_differs": Rule({"former": Own("current")}, {"former": "another"}),
    "source_has_title": filled("title"),
    "source_kind": one_of("kind", "minutes"),
    "source_sha256_unique": once("sha256", sha256=""),
    "passage_has_locator": filled("locator"),
    "passage_locator_unique": once("source", "locator", locator="line 1"),
    "organization_has_name": filled("name"),
    "organization_kind": one_of("kind", "organ"),
    "organization_not_its_own_part": not_itself("part_of"),
    "organization_not_its_own_successor": not_itself("successor"),
    "organization_dissolved_after_founded": in_order("founded", "dissolved"),
    "organizationname_has_text": filled("text"),
    "organizationname_kind": one_of("kind", "as-printed"),
    "organizationname_until_after_since": in_order("since", "until"),
    "organizationname_unique": once("organization", "text", "kind", "language", language="fr"),
    "identifier_has_scheme": filled("scheme"),
    "identifier_has_value": filled("value"),
    "identifier_unique": once("scheme", "value", scheme="ror"),
    "membership_capacity": one_of("capacity", "observer"),
    "membership_not_in_itself": Rule({"group": Own("member")}, {"group": Others("member")}),
    "membership_until_after_since": in_order("since", "until"),
    "membership_unique": once("member", "group", "capacity", "since", since="2009"),
    "person_has_name": filled("name"),
    "appointment_has_title": filled("title"),
    "appointment_until_after_since": in_order("since", "until"),
    "appointment_unique": once("person", "organization", "title", "since", since="2009"),
    "theme_has_name": filled("name"),
    "theme_name_unique": once("name", name="Canals"),
    "source_publication": one_of("publication", "in-review"),
    "organization_publication": one_of("publication", "in-review"),
    "person_publication": one_of("publication", "in-review"),
    "agreement_publication": one_of("publication", "in-review"),
    "commitment_publication": one_of("publication", "in-review"),
    "progress_report_publication": one_of("publication", "in-review"),
    "series_publication": one_of("publication", "in-review"),
    "event_publication": one_of("publication", "in-review"),
    "agreement_has_title": filled("title"),
    "agreement_instrument": one_of("instrument", "treaty"),
    "agreement_binding": one_of("binding", "yes"),
    "agreement_renewal": one_of("renewal", "tacit"),
    "agreement_until_after_in_force": in_order("in_force_from", "until"),
    "agreementtheme_unique": once("agreement", "theme", theme=Own("theme")),
    "agreementlink_kind": one_of("kind", "supersedes"),
    "agreementlink_not_to_itself": Rule(
        {"to_agreement": Own("from_agreement")}, {"to_agreement": Others("from_agreement")}
    ),
    "agreementlink_unique": once("from_agreement", "kind", "to_agreement", kind="renews"),
    "signatory_capacity": one_of("capacity", "witness"),
    "signatory_unique": once(
        "agreement",
        "organization",
        "capacity",
        "on_behalf_of",
        rows={"on_behalf_of": factory.SubFactory(OrganizationFactory)},
        on_behalf_of=Own("on_behalf_of"),
    ),
    "signatory_unique_for_itself": once(
        "agreement", "organization", "capacity", capacity="witness"
    ),
    "signatory_not_on_its_own_behalf": Rule(
        {"on_behalf_of": Own("organization")}, {"on_behalf_of": Others("organization")}
    ),
    "act_kind": one_of("kind", "ratification"),
    "act_unique": once("signatory", "kind", "date", date="2019"),
    "commitment_has_text": filled("text"),
    "commitment_not_its_own_part": not_itself("part_of"),
    "commitment_deadline_or_recurrence": Rule(
        {"deadline": "2020", "recurrence": "every year"}, {"deadline": "", "recurrence": "weekly"}
    ),
    "obligation_unique": once("commitment", "organization", organization=Own("organization")),
    "commitmenttheme_unique": once("commitment", "theme", theme=Own("theme")),
    "progressreport_has_text": filled("text"),
    "progressreport_basis": one_of("basis", "press"),
    "assessment_stage": one_of("stage", "partly"),
    "assessment_unique": once("report", "commitment", commitment=Own("commitment")),
    "figure_has_label": filled("label"),
    "figure_has_unit": filled("unit"),
    "figure_qualifier": one_of("qualifier", "nearly"),
    "figure_upper_above_value": Rule({"value": 8, "upper": 8}, {"value": 4, "upper": 8}),
    "series_has_name": filled("name"),
    "series_name_unique": once("name", name="Canal Fairs"),
    "event_has_title": filled("title"),
    "event_kind": one_of("kind", "summit"),
    "event_not_its_own_part": not_itself("part_of"),
    "event_end_after_start": in_order("start", "end"),
    "event_edition_needs_series": Rule({"edition": 8}, {"edition": None}),
    "event_edition_unique": once(
        "series",
        "edition",
        rows={"series": factory.SubFactory(SeriesFactory), "edition": 8},
        edition=9,
    ),
    "participation_role": one_of("role", "host"),
    "participation_unique": once("event", "organization", "role", role="chair"),
    "outcome_kind": one_of("kind", "reviewed"),
    "outcome_unique": once("event", "agreement", "kind", kind="reviewed"),
}
CITED = [
    *("organization", "organizationname", "identifier", "membership", "person", "appointment"),
    *("agreement", "agreementlink", "signatory", "act", "commitment"),
    *("progressreport", "assessment", "figure"),
    *("series", "event", "participation", "outcome"),
]
for cited in CITED:
    RULES[f"{cited}citation_stance"] = one_of("stance", "contradicts")
    RULES[f"{cited}citation_unique"] = once("record", "field", "passage", field="name")

CONSTRAINTS = {rule.name: (model, rule) for model in MODELS for rule in model._meta.constraints}
every_rule = pytest.mark.parametrize("name", RULES)


def changes(wanted: dict[str, Any], own: models.Model, other: models.Model) -> dict[str, Any]:
    """The wanted values, with those that stand for a row's looked up."""
    return {name: looked_up(value, own, other) for name, value in wanted.items()}


def looked_up(value: Any, own: models.Model, other: models.Model) -> Any:
    if not isinstance(value, Own | Others):
        return value
    row = own if isinstance(value, Own) else other
    return getattr(row, value.name) if value.name else row


def two_rows(name: str) -> tuple[models.Model, models.Model]:
    make = factory_of(CONSTRAINTS[name][0])
    return make(**RULES[name].rows), make(**RULES[name].rows)


def complaint(name: str) -> str:
    """What the database says: SQLite names a unique rule's columns, else it is the rule's name."""
    model, rule = CONSTRAINTS[name]
    if connection.vendor == "postgresql" or isinstance(rule, models.CheckConstraint):
        return name
    columns = [model._meta.get_field(name).column for name in rule.fields]
    return ", ".join(f"{model._meta.db_table}.{column}" for column in columns)


def test_every_constraint_is_in_the_table():
    assert sorted(RULES) == sorted(CONSTRAINTS)


@every_rule
def test_it_refuses_a_change_in_the_database_and_in_words_and_allows_another(name):
    own, other = two_rows(name)
    model, rule = CONSTRAINTS[name]
    row = model.objects.filter(pk=own.pk)
    breaks = changes(RULES[name].breaks, own, other)
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        row.update(**breaks)
    assert complaint(name) in str(raised.value)

    broken = row.get()
    for key, value in breaks.items():
        setattr(broken, key, value)
    with pytest.raises(ValidationError) as said:
        broken.validate_constraints()
    assert said.value.messages == [str(rule.violation_error_message)]
    assert rule.violation_error_message != rule.default_violation_error_message

    row.update(**changes(RULES[name].keeps, own, other))
    row.get().validate_constraints()
