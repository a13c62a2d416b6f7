"""Very many rows in little time: straight into the tables, without history or search documents."""

from collections.abc import Callable
from itertools import islice
from typing import Any

from django.db import models

from agreements.models import Act, Agreement, Signatory, SignatoryCitation
from organizations.models import Organization
from sources.models import Passage, Source

BATCH = 5000
SIGNATORIES_OF_ONE = 20  # bodies in each agreement


def signatories(count: int) -> None:
    """So many signatories, each with an act and a citation, in a twentieth as many agreements.

    A body stands behind every hundredth of them; every tenth is a witness.
    """
    bodies = max(count // 100, SIGNATORIES_OF_ONE)
    organizations = many(Organization, bodies, body)
    agreements = many(Agreement, count // SIGNATORIES_OF_ONE, agreement)
    source = many(Source, 1, document)[0]
    passages = many(Passage, 100, lambda n: {"source_id": source, "locator": f"lines {n}"})
    rows = many(
        Signatory,
        count,
        lambda n: {
            "agreement_id": agreements[n // SIGNATORIES_OF_ONE],
            "organization_id": organizations[(n * 7) % bodies],
            "capacity": "witness" if n % 10 == 9 else "signatory",
            "position": n % SIGNATORIES_OF_ONE + 1,
            "name_as_printed": f"Délégation nº {n}",
        },
    )
    many(Act, count, lambda n: {"signatory_id": rows[n], "kind": "signature"} | dated(n))
    many(SignatoryCitation, count, lambda n: cited(rows[n], passages[n % 100]))


def many(model: type[models.Model], count: int, fields: Callable[[int], dict]) -> list[Any]:
    """So many rows of a table, with what `fields` gives for each number; their ids."""
    named = any(field.name == "slug" for field in model._meta.fields)
    kind = model._meta.model_name
    rows = (model(**({"slug": f"{kind}-{n}"} if named else {}), **fields(n)) for n in range(count))
    plain, made = models.QuerySet(model), []
    while batch := list(islice(rows, BATCH)):
        made += [row.pk for row in plain.bulk_create(batch)]
    return made


def body(n: int) -> dict[str, Any]:
    return {"name": f"Órgano {n}", "acronym": f"O{n}", "kind": "organ", "publication": "published"}


def agreement(n: int) -> dict[str, Any]:
    return {
        "title": f"Agreement {n} on the ferries of the {n % 97}th coast",
        "instrument": "treaty",
        "publication": "published",
    }


def document(n: int) -> dict[str, Any]:
    return {"title": "The register of ferries", "published": "2020", "publication": "published"}


def dated(n: int) -> dict[str, Any]:
    return {"date": f"{1900 + n % 120}-{n % 12 + 1:02}-{n % 28 + 1:02}"}


def cited(record: int, passage: int) -> dict[str, Any]:
    return {"record_id": record, "passage_id": passage}
