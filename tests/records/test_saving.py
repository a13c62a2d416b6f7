"""Two people on one page: nothing that either saves gets lost, and nothing is overwritten."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from organizations.models import Person
from tests.agreements.factories import AgreementFactory, AgreementThemeFactory, ThemeFactory
from tests.forms import address, errors_of
from tests.organizations.factories import PersonFactory
from tests.records.two_people import Page, answers, both, said, stored

pytestmark = pytest.mark.django_db
# What is laid together and what is asked, Python decides: stories that tell how rows come, go and
# stay are played on each database.
once = pytest.mark.once


def test_fields_that_different_people_changed_are_both_kept(ana, ben):
    theme = ThemeFactory(name="Council", description="C")
    hers, his = both(ana, ben, theme)
    assert his.send(description="CNCL", change_reason="as printed").status_code == 302
    response = hers.send(name="Council of the Seas")
    assert response.status_code == 302
    assert (stored(theme).name, theme.description) == ("Council of the Seas", "CNCL")
    assert "Meanwhile others changed this too, and that is kept: Description." in said(response)


@once
def test_the_same_change_by_both_is_one_change(ana, ben):
    theme = ThemeFactory(name="Council")
    hers, his = both(ana, ben, theme)
    his.send(name="Council of the Seas")
    assert hers.send(name="Council of the Seas").status_code == 302
    assert stored(theme).name == "Council of the Seas"


@once
def test_where_both_changed_a_field_the_form_shows_both_and_writes_nothing(ana, ben):
    theme = ThemeFactory(name="Council", description="C")
    hers, his = both(ana, ben, theme)
    his.send(name="Council of the Lakes", change_reason="as in the charter")
    response = hers.send(name="Council of the Seas", description="CS")
    page = response.content.decode()
    assert response.status_code == 200
    assert (stored(theme).name, theme.description) == ("Council of the Lakes", "C")
    assert hers.data["name"] == "Council of the Seas"
    assert "ben changed this on" in page
    assert '<q class="question-theirs">Council of the Lakes</q>' in page
    assert "Why: as in the charter" in page


@once
def test_a_question_that_is_not_answered_is_asked_again(ana, ben):
    theme = ThemeFactory(name="Council")
    hers, his = both(ana, ben, theme)
    his.send(name="Council of the Lakes")
    hers.send(name="Council of the Seas")
    for _ in range(2):
        response = hers.send()
        assert set(answers(response, "name")) == {"mine", "theirs"}
    assert stored(theme).name == "Council of the Lakes"


@once
@pytest.mark.parametrize(
    ("answer", "name"), [("mine", "Council of the Seas"), ("theirs", "Council of the Lakes")]
)
def test_the_answer_decides_and_everything_else_is_kept(ana, ben, answer, name):
    theme = ThemeFactory(name="Council", description="C")
    hers, his = both(ana, ben, theme)
    his.send(name="Council of the Lakes", slug="lakes")
    asked = answers(hers.send(name="Council of the Seas", description="CS"), "name")
    assert hers.send(name__choice=asked[answer]).status_code == 302
    assert (stored(theme).name, theme.description) == (name, "CS")
    assert theme.slug == "lakes"


@once
def test_an_answer_to_what_has_changed_again_since_is_no_answer(ana, ben):
    theme = ThemeFactory(name="Council")
    hers, his = both(ana, ben, theme)
    his.send(name="Council of the Lakes")
    asked = answers(hers.send(name="Council of the Seas"), "name")
    Page(ben, theme).send(name="Council of the Ponds")
    response = hers.send(name__choice=asked["mine"])
    assert "Council of the Ponds</q>" in response.content.decode()
    assert stored(theme).name == "Council of the Ponds"


@once
def test_a_page_that_does_not_say_what_it_showed_overwrites_nothing(ana):
    theme = ThemeFactory(name="Council", description="C")
    page = Page(ana, theme)
    assert errors_of(page.send(loaded=None, name="Council of the Seas"))
    assert errors_of(page.send(loaded="[[", name="Council of the Seas"))
    assert stored(theme).name == "Council"
    assert page.send(loaded=None, name="Council").status_code == 302


@once
def test_nonsense_in_the_hidden_field_is_as_good_as_none(ana):
    theme = ThemeFactory(name="Council")
    page = Page(ana, theme)
    for loaded in ("{", '{"": 3}', '{"": {"x": "y"}}', "[" * 90_000, '{"":{"1":1e99}}'):
        assert errors_of(page.send(loaded=loaded, name="Other"))
        assert stored(theme).name == "Council"


@once
def test_line_ends_that_a_browser_makes_are_no_change(ana, ben):
    theme = ThemeFactory(description="One\nTwo")
    hers, his = both(ana, ben, theme)
    his.send(description="One\r\nThree")
    assert hers.send(description="One\r\nTwo", name="Ships").status_code == 302
    assert stored(theme).description.splitlines() == ["One", "Three"]


@once
def test_a_target_that_others_chose_is_kept(ana, ben):
    link, theme, agreement = AgreementThemeFactory(), ThemeFactory(), AgreementFactory()
    hers, his = both(ana, ben, link)
    his.send(theme=str(theme.pk))
    assert hers.send(agreement=str(agreement.pk)).status_code == 302
    assert (stored(link).theme, link.agreement) == (theme, agreement)


@once
def test_a_target_of_others_is_named_where_both_chose_one(ana, ben):
    link, theirs, mine = AgreementThemeFactory(), *ThemeFactory.create_batch(2)
    hers, his = both(ana, ben, link)
    his.send(theme=str(theirs.pk))
    response = hers.send(theme=str(mine.pk))
    assert f'<q class="question-theirs">{theirs}</q>' in response.content.decode()
    assert stored(link).theme == theirs


# A record that is gone


def test_what_was_typed_for_a_record_that_is_gone_is_shown_and_can_be_sent_again(ana, ben):
    person = PersonFactory(name="Ana", publication="draft")
    hers = Page(ana, person)
    ben.post(address(Person, "delete", person.pk), {"post": "yes"})
    response = hers.send(name="Ana Pérez", note="One\nTwo")
    page = response.content.decode()
    assert response.status_code == 409
    assert "ben deleted it on" in page
    assert {"Ana Pérez", "One\nTwo"} <= {text for _, text in response.context["sent"]}
    back = person.history.first().instance
    back.save(force_insert=True)
    again = ana.post(hers.url, dict(response.context["sent"]))
    assert again.status_code == 302
    assert stored(person).name == "Ana Pérez"


@once
def test_what_a_contributor_typed_is_shown_when_the_draft_went_to_review_meanwhile():
    user = User.objects.create_user("cora", is_staff=True)
    user.groups.add(Group.objects.get(name="Contributor"))
    cora = Client()
    cora.force_login(user)
    person = PersonFactory(name="Ana", publication="draft")
    page = Page(cora, person)
    Person.objects.update(publication="in-review")
    response = page.send(name="Ana Pérez")
    assert response.status_code == 403
    assert ("name", "Ana Pérez") in response.context["sent"]
    assert stored(person).name == "Ana"
