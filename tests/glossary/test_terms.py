"""The terms: each explained once, and every reference leads to one."""

import pytest
from django.template import Context, Template, TemplateSyntaxError

from glossary.terms import BY_SLUG, LABELS, TERMS, term_of

pytestmark = pytest.mark.once


def render(template: str, **context: object) -> str:
    return Template("{% load glossary %}" + template).render(Context(context))


def test_every_term_is_there_once():
    assert len(BY_SLUG) == len(TERMS)
    assert len({str(term.name) for term in TERMS}) == len(TERMS)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.slug)
def test_a_term_is_explained_in_sentences_and_says_where_that_comes_from(term):
    meaning = str(term.meaning)
    assert meaning[0].isupper()
    assert meaning.endswith(".")
    assert 1 <= meaning.count(". ") + 1 <= 3
    assert str(term.rule.words)


def test_references_lead_to_other_terms():
    wrong = [(term.slug, slug) for term in TERMS for slug in term.see if slug not in BY_SLUG]
    assert wrong == []
    assert [term.slug for term in TERMS if term.slug in term.see] == []


def test_every_label_leads_to_a_term():
    assert set(LABELS.values()) - BY_SLUG.keys() == set()


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("depositary", "depositary"),
        ("agreements.stage", "stage"),
        ("commitments.stage", "assessment"),
        ("agreement.depositary", "depositary"),
    ],
)
def test_a_label_is_known_by_its_name_and_by_its_table(label, slug):
    assert term_of(label).slug == slug


def test_other_labels_need_no_explanation():
    assert term_of("website") is None


def test_a_tag_leads_to_a_term():
    assert render("{% term 'party' %}") == '<a class="term" href="/glossary/#party">party</a>'
    assert render("{% term 'party' 'Parties' %}").endswith(">Parties</a>")


def test_a_term_that_is_not_there_is_found_at_once():
    with pytest.raises((KeyError, TemplateSyntaxError)):
        render("{% term 'parti' %}")


def test_a_label_is_a_link_only_where_there_is_a_term():
    assert render("{% label words 'website' %}", words="Site & more") == "Site &amp; more"
    assert render("{% label 'Depositary' 'depositary' 'agreement' %}") == (
        '<a class="term" href="/glossary/#depositary">Depositary</a>'
    )
