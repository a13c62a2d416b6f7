"""The officer's story, in a browser: from an empty draft to the published page, by two officers."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from playwright.sync_api import Page, expect

from agreements.models import Act, Agreement
from organizations.models import Organization
from records.groups import CONTRIBUTOR, EDITOR
from records.models import ChangeSet, Publication
from sources.fingerprints import fingerprint
from sources.models import Source
from tests.organizations.factories import OrganizationFactory, OrganizationNameFactory
from tests.test_admin_browser import TOO_WIDE

pytestmark = pytest.mark.django_db
RELEASE = """Ports sign
The Council of Ports (CoP) and ten others signed on 4 September.
They will build piers, paint them, and report every year."""
SIGNATORIES = """Council of Ports (CoP) | signatory | Rufus Firefly, Secretary-General
Isles Bank | signatory | Ana Pérez, President
Banco de las Islas del Sur
Isles Development Fund (IDF)
Ferry Board (FB)
Pilots' Union (PU)
Harbour Institute (HI)
Institute of Tides (IT)
Lighthouse Trust (LT)
Dredging Fund
Office of Buoys | witness"""


@pytest.fixture
def at_desk(open_page) -> Callable[..., Page]:
    """Opens a window in which a member of the group is logged in."""

    def at_desk(name: str, group: str, **window: int) -> Page:
        user = User.objects.create_user(name, is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page = open_page(**window)
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}]
        )
        return page

    return at_desk


class Officer:
    """Works on a page and counts the clicks; choosing in a list and ticking are clicks too."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, what: str) -> None:
        self.clicks += 1
        self.page.locator(what).first.click()

    def choose(self, box: str, value: str) -> None:
        self.clicks += 1
        self.page.locator(box).first.select_option(value)

    def answer(self, name: str, choice: str) -> None:
        self.clicks += 1
        row = self.page.locator("#names tr").filter(has_text=name)
        # A page that is left while it asks leaves a server thread behind.
        with self.page.expect_response("**/record/names/"):
            row.get_by_text(choice).first.click()

    def type(self, **texts: str) -> None:
        for name, text in texts.items():
            self.page.locator(f"[name={name.replace('__', '-')}]").fill(text)


@pytest.fixture
def known() -> None:
    """What is recorded before: two funds of one acronym, and a bank under two names."""
    bank = OrganizationFactory(name="Southern Isles Bank", acronym="SIB")
    OrganizationNameFactory(organization=bank, text="Banco de las Islas del Sur")
    OrganizationFactory(name="Inland Dredging Facility", acronym="IDF")
    OrganizationFactory(name="Isles Development Facility", acronym="IDF")
    OrganizationFactory(name="Harbor Institute", acronym="HI")


def record_memorandum(officer: Officer) -> None:
    officer.page.goto("/admin/")
    officer.click("text=Record from a source")
    officer.type(
        source__title="Ports sign",
        source__publisher="Council of Ports",
        source__published="last week of January 2020",
        document__text=RELEASE,
        passages__0__locator="line 2",
        passages__0__gist="Eleven bodies signed.",
        passages__1__locator="line 3",
        passages__1__gist="What they promise.",
        agreement__title="Memorandum on Piers",
        signatories__lines=SIGNATORIES,
        signatories__date="4 Sep 2018?",
    )
    officer.choose("[name=agreement-instrument]", "memorandum-of-understanding")
    officer.choose("[name=signatories-act]", "signature")
    officer.type(
        commitments__0__text="Build piers.",
        commitments__0__who="1; FB",
        commitments__0__deadline="before 2025",
        commitments__0__cites="2",
        commitments__1__text="Paint them.",
        commitments__1__cites="2",
        commitments__2__text="Report.",
        commitments__2__recurrence="every year",
        commitments__2__cites="2",
    )


@pytest.mark.both
def test_from_an_empty_page_to_the_public(at_desk, known):
    officer = Officer(at_desk("clara", CONTRIBUTOR))
    page = officer.page
    record_memorandum(officer)
    said = page.locator(".field-date .date-said")
    expect(said).to_have_text("4 September 2018 (uncertain) · 2018-09-04?")
    # What is known is taken, what is alike or may be two is asked, and nothing is typed again.
    expect(page.locator("#names tr.known")).to_contain_text(["Banco de las Islas del Sur"])
    expect(page.locator("#names tr.alike")).to_have_count(3)
    officer.answer("Isles Bank", "a new body")
    officer.answer("Isles Development Fund", "a new body")
    officer.answer("Harbour Institute", "Harbor Institute")
    with page.expect_response("**/record/names/"):
        officer.choose("#id_kind-of-all", "other")
    officer.click(".submit-row [type=submit]")
    expect(page.locator(".messagelist .success")).to_contain_text("recorded as drafts")
    agreement = Agreement.objects.get()
    assert agreement.signatories.count() == 11
    assert Act.objects.filter(kind="signature", date="2018-09-04?").count() == 10
    assert agreement.commitments.count() == 3
    assert Organization.objects.count() == 4 + 9
    source = Source.objects.get()
    assert [passage.fingerprint for passage in source.passages.order_by("pk")] == [
        fingerprint(line) for line in RELEASE.splitlines()[1:]
    ]
    assert officer.clicks <= 9

    officer.click("text=Send to review")
    officer.click(".submit-row [type=submit]")
    agreement.refresh_from_db()
    assert agreement.publication == Publication.IN_REVIEW

    reviewer = Officer(at_desk("emil", EDITOR))
    reviewer.page.goto(f"/admin/agreements/agreement/{agreement.pk}/change/")
    reviewer.click("text=Publish")
    reviewer.type(reason="Read against the release.")
    reviewer.click(".submit-row [type=submit]")
    expect(reviewer.page.locator(".messagelist .success")).to_be_visible()
    assert reviewer.clicks == 2

    reader = at_desk("otto", CONTRIBUTOR)
    reader.goto(agreement.get_absolute_url())
    expect(reader.locator("main")).to_contain_text("Southern Isles Bank")
    expect(reader.locator("main")).to_contain_text("Rufus Firefly")
    expect(reader.locator("main")).to_contain_text("Build piers.")
    assert ChangeSet.objects.filter(kind=ChangeSet.Kind.RECORDING).count() == 1


@pytest.mark.once
def test_on_a_phone_the_page_fits_and_rows_are_added_in_place(at_desk):
    page = at_desk("clara", CONTRIBUTOR, width=390)
    page.goto("/admin/record/")
    assert page.evaluate(TOO_WIDE) is False
    page.get_by_text("More passages").click()
    expect(page.locator("[name=passages-3-locator]")).to_be_focused()
    page.locator("[name=passages-3-locator]").fill("line 1")
    page.locator("[name=source-title]").fill("Ports sign")
    page.locator("[name=agreement-title]").fill("Memorandum on Piers")
    page.locator("[name=agreement-cites]").fill("4")
    page.locator(".submit-row [type=submit]").last.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Agreement.objects.get().citations.get().passage.locator == "line 1"


@pytest.mark.once
def test_an_ambiguous_date_is_refused_while_one_types(at_desk):
    page = at_desk("clara", CONTRIBUTOR)
    page.goto("/admin/sources/source/add/")
    page.locator("[name=published]").fill("04/09/2018")
    expect(page.locator(".field-published .date-said")).to_contain_text(
        "may be 4 September 2018 (2018-09-04) or 9 April 2018 (2018-04-09)"
    )
    page.wait_for_load_state("networkidle")
