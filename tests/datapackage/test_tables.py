from agreements.models import AgreementLinkCitation, Commitment
from datapackage.tables import (
    key_of,
    named,
    own_references,
    references,
    referring,
    table_name,
    tables,
)
from events.models import Series
from organizations.models import Identifier, Organization
from sources.models import Passage


def test_a_table_is_named_after_its_model():
    assert [table_name(m) for m in (AgreementLinkCitation, Series, Identifier)] == [
        "agreement-link-citations",
        "series",
        "identifiers",
    ]
    assert table_name(Commitment) == "commitments"


def test_a_y_becomes_ies():
    assert named()["signatories"].__name__ == "Signatory"


def test_each_table_stands_after_those_it_refers_to():
    order = {model: number for number, model in enumerate(tables())}
    assert [
        (table_name(model), field.name)
        for model in tables()
        for field in references(model)
        if field.related_model is not model and order[field.related_model] > order[model]
    ] == []


def test_the_order_depends_on_nothing_but_names():
    assert [table_name(model) for model in tables()[:5]] == [
        "former-slugs",
        "organizations",
        "persons",
        "sources",
        "themes",
    ]


def test_it_knows_which_columns_point_where():
    assert [field.name for field in own_references(Organization)] == [
        "part_of",
        "successor",
        "country",
    ]
    assert {f"{table_name(f.model)}.{f.name}" for f in referring(Passage)} == {
        f"{name}.passage" for name in named() if name.endswith("-citations")
    }
    assert key_of(AgreementLinkCitation) == 3
