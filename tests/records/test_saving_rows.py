"""Two people on one page with rows below: which come, go and stay, and of which one is asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Act
from organizations.models import Appointment
from tests.agreements.factories import ActFactory
from tests.forms import errors_of
from tests.organizations.factories import AppointmentFactory, OrganizationFactory, PersonFactory
from tests.records.two_people import Page, answers, both, stored

pytestmark = pytest.mark.django_db
# What is laid together and what is asked, Python decides: stories that tell how rows come, go and
# stay are played on each database.
once = pytest.mark.once


def in_two_offices():
    """A person, and their offices in the order of the page."""
    first = AppointmentFactory(title="Auditor")
    held = {"person": first.person, "organization": first.organization}
    return first.person, first, AppointmentFactory(title="Chair", **held)


def test_rows_that_different_people_changed_are_both_kept(ana, ben):
    person, first, second = in_two_offices()
    hers, his = both(ana, ben, person)
    rows = [hers.data["appointments-0-id"], hers.data["appointments-1-id"]]
    assert rows == [str(first.pk), str(second.pk)]
    his.send(appointments__0__title="Consejo")
    response = hers.send(appointments__1__title="Conseil")
    assert response.status_code == 302
    assert (stored(first).title, stored(second).title) == ("Consejo", "Conseil")


@once
def test_two_fields_of_one_row_are_both_kept(ana, ben):
    row = AppointmentFactory(title="Council", since="2015")
    hers, his = both(ana, ben, row.person)
    his.send(appointments__0__title="Conseil")
    assert hers.send(appointments__0__since="2016").status_code == 302
    assert (stored(row).title, row.since) == ("Conseil", "2016")


@once
def test_one_field_of_a_row_that_both_changed_is_asked_about(ana, ben):
    row = AppointmentFactory(title="Council")
    hers, his = both(ana, ben, row.person)
    his.send(appointments__0__title="Conseil")
    response = hers.send(appointments__0__title="Consejo")
    assert "Conseil</q>" in response.content.decode()
    assert stored(row).title == "Conseil"
    mine = answers(response, "appointments-0-title")["mine"]
    assert hers.send(appointments__0__title__choice=mine).status_code == 302
    assert stored(row).title == "Consejo"


@once
def test_what_a_row_s_own_page_changed_is_kept_by_the_page_above(ana, ben):
    row = AppointmentFactory(title="Chair")
    hers, his = Page(ana, row.person), Page(ben, row)
    his.send(title="Auditor")
    assert hers.send(appointments__0__since="2014").status_code == 302
    assert (stored(row).title, row.since) == ("Auditor", "2014")


def new_office() -> dict[str, str]:
    """What the page of a person sends of an office that was added there."""
    return {
        "appointments__TOTAL_FORMS": "1",
        "appointments__0__organization": str(OrganizationFactory().pk),
        "appointments__0__title": "Chair",
    }


def test_a_row_that_others_added_stays_and_is_on_the_page_that_comes_back(ana, ben):
    person = PersonFactory()
    hers, his = both(ana, ben, person)
    his.send(**new_office(), appointments__0__since="2015")
    assert errors_of(hers.send(name=""))
    assert (hers.data["appointments-INITIAL_FORMS"], hers.data["appointments-0-since"]) == (
        "1",
        "2015",
    )
    assert hers.send(name="Ana Pérez").status_code == 302
    assert [row.since for row in person.appointments.all()] == ["2015"]


def test_the_same_row_added_by_both_is_added_once(ana, ben):
    person, row = PersonFactory(), new_office()
    hers, his = both(ana, ben, person)
    his.send(**row)
    assert hers.send(**row, note="A/1").status_code == 302
    assert person.appointments.count() == 1
    assert stored(person).note == "A/1"


def test_a_row_that_only_they_deleted_stays_deleted(ana, ben):
    person, kept, gone = in_two_offices()
    hers, his = both(ana, ben, person)
    his.send(appointments__1__DELETE="on")
    assert hers.send(appointments__0__title="Consejo").status_code == 302
    assert [row.title for row in person.appointments.all()] == ["Consejo"]
    assert kept.history.count() == 2
    assert gone.history.count() == 2


def changed_while_deleted(ana, ben):
    """A page that comes back since somebody deleted the row that was changed on it."""
    row = AppointmentFactory(title="Council")
    hers, his = both(ana, ben, row.person)
    his.send(appointments__0__DELETE="on")
    response = hers.send(appointments__0__title="Consejo", note="CS")
    assert "ben deleted this row on" in response.content.decode()
    assert hers.data["appointments-0-title"] == "Consejo"
    assert not Appointment.objects.filter(pk=row.pk).exists()
    return row.person, hers, answers(response, "appointments-0-row")


def test_a_row_that_they_deleted_and_i_changed_can_be_added_again(ana, ben):
    person, hers, asked = changed_while_deleted(ana, ben)
    assert errors_of(hers.send())
    assert hers.send(appointments__0__row__choice=asked["mine"]).status_code == 302
    assert [row.title for row in person.appointments.all()] == ["Consejo"]
    assert stored(person).note == "CS"


@once
def test_a_row_that_they_deleted_and_i_changed_can_be_left_out(ana, ben):
    person, hers, asked = changed_while_deleted(ana, ben)
    assert hers.send(appointments__0__row__choice=asked["theirs"]).status_code == 302
    assert person.appointments.count() == 0
    assert stored(person).note == "CS"


def test_a_row_that_they_moved_elsewhere_is_not_brought_back(ana, ben):
    row, other = AppointmentFactory(), PersonFactory()
    hers, his = Page(ana, row.person), Page(ben, row)
    his.send(person=str(other.pk))
    assert hers.send(note="A/1").status_code == 302
    assert (stored(row).person, row.history.count()) == (other, 2)


@once
@pytest.mark.parametrize(("answer", "left"), [("mine", []), ("theirs", ["Conseil"])])
def test_a_row_that_they_changed_is_not_deleted_unseen(ana, ben, answer, left):
    row = AppointmentFactory(title="Council")
    hers, his = both(ana, ben, row.person)
    his.send(appointments__0__title="Conseil")
    response = hers.send(appointments__0__DELETE="on")
    assert stored(row).title == "Conseil"
    assert "It stands here as it is now" in response.content.decode()
    assert errors_of(hers.send())
    asked = answers(response, "appointments-0-row")
    assert hers.send(appointments__0__row__choice=asked[answer]).status_code == 302
    assert [each.title for each in row.person.appointments.all()] == left


def test_acts_are_laid_together_although_they_hang_on_signatories(ana, ben):
    act = ActFactory(date="2018", note="")
    hers, his = both(ana, ben, act.signatory.agreement)
    his.send(acts__0__date="2018-09-04")
    assert hers.send(acts__0__note="In the morning.").status_code == 302
    assert (stored(act).date, act.note) == ("2018-09-04", "In the morning.")
    assert Act.objects.count() == 1


@once
def test_a_key_that_never_was_on_the_page_is_refused(ana):
    row, foreign = AppointmentFactory.create_batch(2)
    hers = Page(ana, row.person)
    again = Page(ana, row.person, hers.data)
    assert errors_of(hers.send(appointments__0__id="999999", appointments__0__title="X"))
    response = again.send(appointments__0__id=str(foreign.pk), appointments__0__title="X")
    assert response.status_code == 200
    assert stored(foreign).title != "X"


@once
def test_saving_takes_as_many_queries_when_others_wrote_thirty_rows(ana, ben):
    counts = []
    for number in (2, 30):
        person = PersonFactory()
        AppointmentFactory.create_batch(number, person=person)
        hers, his = both(ana, ben, person)
        his.send(**{f"appointments__{row}__since": "2014" for row in range(number)})
        with CaptureQueriesContext(connection) as captured:
            assert hers.send(note="A/1").status_code == 302
        counts.append(len(captured))
    assert counts[0] == counts[1]
