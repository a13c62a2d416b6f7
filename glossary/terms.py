"""All terms, and which label of which table leads to which."""

from glossary import instruments, law, record
from glossary.term import Term

TERMS: tuple[Term, ...] = (
    *instruments.INSTRUMENTS,
    *law.PEOPLE,
    *law.ACTS,
    *record.PROMISES,
    *record.STAGES,
    *record.EVIDENCE,
    *record.DATES,
)
BY_SLUG = {term.slug: term for term in TERMS}

# The labels that lead to a term of another name: columns of lists, fields of records and their
# values, by name alone or, where it means something else elsewhere, with the table's name.
LABELS = {
    "acts": "act",
    "as_printed": "as-printed",
    "capacity": "signatory",
    "commitments.stage": "assessment",
    "in_force_from": "entry-into-force",
    "in_force_rule": "entry-into-force",
    "mandates": "mandate",
    "name_as_printed": "as-printed",
    "notice": "tacit-renewal",
    "on_behalf_of": "on-behalf-of",
    "progress.stage": "assessment",
    "renewal": "tacit-renewal",
    "signed": "signature",
    "stages": "assessment",
}


def term_of(label: str) -> Term | None:
    """The term behind a label: “agreements.stage”, “stage”; None where the word needs none."""
    name = label.rpartition(".")[2]
    return BY_SLUG.get(LABELS.get(label) or LABELS.get(name) or name)
