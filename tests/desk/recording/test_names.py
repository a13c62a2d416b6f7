"""Names on the page: each is asked about once, and nothing is taken that may be two bodies."""

import pytest

from desk.recording.names import NEW, Names
from tests.organizations.factories import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def asked(*texts, persons=(), **sent):
    return Names(texts, persons, sent)


def states(names):
    return {question.text: question.state for question in names.questions}


@pytest.fixture
def bank():
    return OrganizationFactory(name="Inter-American Development Bank", acronym="IADB")


def test_a_known_name_is_taken(bank):
    (question,) = asked("IADB").questions
    assert (question.state, question.answer) == ("known", f"{bank.pk}")


def test_a_new_body_is_known_by_its_acronym_in_the_next_line():
    names = asked("IFB", "Isles Ferry Board (IFB)", "isles ferry board")
    (question,) = names.questions
    assert (question.text, question.name, question.acronym, question.answer) == (
        "Isles Ferry Board (IFB)",
        "Isles Ferry Board",
        "IFB",
        NEW,
    )
    assert names.of("body", "IFB") is names.of("body", "Isles ferry board") is question


def test_an_acronym_of_the_page_that_the_record_knows_for_another_body_is_asked(bank):
    names = asked("IADB", "Inter-American Defense Board (IADB)")
    assert states(names) == {
        "IADB": "ambiguous",
        "Inter-American Defense Board (IADB)": "alike",
    }
    assert names.check() == 2
    short, board = names.questions
    again = asked(short.text, board.text, **{short.key: f"as-{board.key}", board.key: NEW})
    assert again.of("body", "IADB").text == board.text


def test_a_name_that_two_bodies_bear_is_asked(bank):
    OrganizationFactory(name="Inter-American Defense Board", acronym="IADB")
    names = asked("IADB")
    (question,) = names.questions
    assert (question.state, question.answer, names.check()) == ("ambiguous", "", 1)
    assert asked("IADB", **{question.key: f"{bank.pk}"}).check() == 0


def test_an_answer_that_is_not_offered_is_none(bank):
    OrganizationFactory(name="Inter-American Defense Board", acronym="IADB")
    other = OrganizationFactory(name="Isles Bank")
    (question,) = asked("IADB").questions
    assert asked("IADB", **{question.key: f"{other.pk}"}).questions[0].answer == ""


def test_the_kind_of_a_new_body_is_asked_once_for_all():
    names = asked("Isles Ferry Board", "Council of Ports")
    assert names.check() == 2
    assert asked("Isles Ferry Board", "Council of Ports", **{"kind-of-all": "other"}).check() == 0


def test_a_new_person_needs_no_more():
    PersonFactory(name="Ana María Pérez")
    names = asked(persons=["Rufus Firefly", "Ana Pérez"])
    assert states(names) == {"Rufus Firefly": "new", "Ana Pérez": "alike"}
    assert names.check() == 1


def test_names_cost_the_same_however_many(bank, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        found = asked(*(f"Board {n}" for n in range(40)), persons=["Ana", "Rufus"])
        assert len(found.questions) == 42
