"""Lengths of time: what is read, counting back by the calendar, and words."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from agreements.models import Agreement
from dates import edtf, periods
from dates.fields import EarliestDay, LatestDay, PeriodField, derived_days
from dates.periods import Period, before, earlier, parse, words
from tests.agreements.factories import AgreementFactory
from tests.dates.test_edtf import edtf_like

MALFORMED = ["", "P", "6M", "p6m", "PT6H", "P0M", "P06M", "P1M1Y", "P1Y2W", "P-6M", "P1.5Y",
             "P6M\n", "P٦M", "six months", "P1000Y", "P100000D"]  # fmt: skip
written = st.sampled_from(["P1D", "P30D", "P2W", "P1M", "P6M", "P1Y", "P1Y6M", "P2Y1M10D", "P999Y"])


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("P6M", Period(months=6)),
        ("P90D", Period(days=90)),
        ("P2W", Period(weeks=2)),
        ("P1Y6M", Period(years=1, months=6)),
        ("P10Y18M400D", Period(years=10, months=18, days=400)),
    ],
)
def test_a_period_is_read(text, period):
    assert parse(text) == period


@pytest.mark.parametrize("text", MALFORMED)
def test_what_is_no_period_is_refused_with_what_was_found_and_expected(text):
    with pytest.raises(
        ValueError, match="is not a period that can be read; expected one"
    ) as raised:
        parse(text)
    assert f"“{text}”" in str(raised.value)


@pytest.mark.parametrize(
    ("day", "period", "found"),
    [
        ("2024-08-31", "P6M", "2024-02-29"),
        ("2025-08-31", "P6M", "2025-02-28"),
        ("2024-02-29", "P1Y", "2023-02-28"),
        ("2024-02-29", "P4Y", "2020-02-29"),
        ("2024-03-31", "P1M1D", "2024-02-28"),
        ("2025-01-01", "P1M", "2024-12-01"),
        ("2025-03-15", "P1Y6M", "2023-09-15"),
        ("2025-12-31", "P12M", "2024-12-31"),
        ("2025-03-01", "P90D", "2024-12-01"),
        ("2025-03-01", "P2W", "2025-02-15"),
        ("0001-06-30", "P6M", "0001-01-01"),
        ("0001-01-05", "P5D", "0001-01-01"),
        ("0500-01-01", "P999Y", "0001-01-01"),
    ],
)
def test_counting_back_follows_the_calendar_and_stops_where_it_begins(day, period, found):
    assert before(date.fromisoformat(day), parse(period)) == date.fromisoformat(found)


@given(st.dates(), st.integers(0, 4000), written)
def test_of_two_days_the_earlier_one_never_leads_to_the_later(day, more, period):
    later = day + timedelta(min(more, (date.max - day).days))
    assert before(day, parse(period)) <= before(later, parse(period)) <= later


@pytest.mark.parametrize(
    ("until", "period", "found"),
    [
        ("2024-08-31", "P6M", "2024-02-29"),
        ("2024-08-31?", "P6M", "2024-02-29?"),
        ("2024", "P90D", "[2023-10-03..2024-10-02]"),
        ("2024~", "P1Y", "[2023-01-01~..2023-12-31~]"),
        ("[2024-02-28..2024-02-29]", "P1Y", "2023-02-28"),
        ("[..2024]", "P1Y", "[..2023-12-31]"),
        ("2024/..", "P1Y", "[2023-01-01..]"),
        ("2024", "", ""),
        ("", "P6M", ""),
        ("..", "P6M", ""),
        ("XXXX-09", "P6M", ""),
    ],
)
def test_a_date_that_lies_earlier_is_as_doubtful_as_the_other(until, period, found):
    assert earlier(until, period) == found


@given(edtf_like, written)
def test_what_lies_earlier_is_a_date_with_the_derived_days_as_its_bounds(text, period):
    try:
        edtf.parse(text)
    except ValueError:
        return
    found = edtf.parse(earlier(text, period))
    bounds = [kind(of="until", less="notice") for kind in (EarliestDay, LatestDay)]
    assert [found.earliest, found.latest] == [bound.derive(text, period) for bound in bounds]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("P6M", "6 months"),
        ("P1M", "1 month"),
        ("P90D", "90 days"),
        ("P1W", "1 week"),
        ("P1Y6M", "1 year and 6 months"),
        ("P2Y1M10D", "2 years, 1 month and 10 days"),
        ("soon", "soon"),
    ],
)
def test_it_is_said_in_words(text, said):
    assert words(text) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("es", "1 año y 6 meses"), ("fr", "1 an et 6 mois"), ("pt", "1 ano e 6 meses")],
)
def test_it_is_said_in_the_languages_of_the_interface(language, said):
    with override(language):
        assert words("P1Y6M") == said


def bounds(agreement: Agreement) -> tuple[str, str]:
    """The derived days as the database holds them; “None” for null."""
    names = ("notice_earliest", "notice_latest")
    first, last = Agreement.objects.values_list(*names).get(pk=agreement.pk)
    return f"{first}", f"{last}"


JUNE = ("2024-06-01", "2024-06-30")
NONE = ("None", "None")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("until", "notice", "found"),
    [
        ("2024-12", "P6M", ("2024-06-01", "2024-06-30")),
        ("[..2024-12-31]", "P6M", ("None", "2024-06-30")),
        ("2024-12", "", NONE),
        ("", "P6M", NONE),
        ("..", "P6M", NONE),
    ],
)
def test_saving_derives_the_days_from_the_date_and_the_period(until, notice, found):
    assert bounds(AgreementFactory(until=until, notice=notice)) == found


@pytest.mark.django_db
def test_writing_either_text_alone_derives_the_days():
    agreement = AgreementFactory(until="2024-12")
    agreement.notice = "P6M"
    agreement.save(update_fields=["notice"])
    assert bounds(agreement) == JUNE
    agreement.until = "2025"
    Agreement.objects.bulk_update([agreement], ["until"])
    assert bounds(agreement) == ("2024-07-01", "2025-06-30")
    agreement.notice = ""
    agreement.save()
    assert bounds(agreement) == NONE


@pytest.mark.django_db
def test_an_update_of_one_text_derives_a_day_for_each_other_text():
    half, quarter, none = (AgreementFactory(notice=text) for text in ("P6M", "P3M", ""))
    Agreement.objects.update(until="2024-12-31")
    assert [bounds(row)[0] for row in (half, quarter, none)] == [
        "2024-06-30",
        "2024-09-30",
        "None",
    ]
    AgreementFactory(slug="other", until="..")
    Agreement.objects.update(notice="P1Y")
    assert bounds(none) == ("2023-12-31", "2023-12-31")
    assert bounds(Agreement.objects.get(slug="other")) == NONE
    Agreement.objects.update(until="2024-12", notice="P6M")
    assert bounds(quarter) == JUNE
    Agreement.objects.update(until="")
    assert bounds(quarter) == NONE


@pytest.mark.django_db
def test_an_update_refuses_a_period_that_it_cannot_read():
    agreement = AgreementFactory(until="2024-12", notice="P6M")
    with pytest.raises(ValueError, match="not a period"):
        Agreement.objects.update(notice="soon")
    assert bounds(agreement) == JUNE


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "P6M", " P1Y6M "])
def test_a_period_is_valid_with_or_without_a_term(text):
    agreement = AgreementFactory.build(notice=text)
    agreement.full_clean()
    assert agreement.notice == text.strip()


@pytest.mark.django_db
def test_validation_says_what_was_found_and_expected_even_with_a_term():
    with pytest.raises(ValidationError) as raised:
        AgreementFactory.build(until="2024", notice="half a year").full_clean()
    assert raised.value.message_dict == {
        "notice": [f"{periods.UNREADABLE}" % {"value": "half a year"}]
    }


@pytest.mark.parametrize(
    "field",
    [PeriodField("notice"), EarliestDay(of="until", less="notice")],
)
def test_a_field_is_rebuilt_from_what_a_migration_writes(field):
    _name, _path, args, kwargs = field.deconstruct()
    assert type(field)(*args, **kwargs).deconstruct()[2:] == (args, kwargs)


def test_the_days_are_found_by_the_name_of_either_text():
    own = ["notice_earliest", "notice_latest"]
    assert [day.name for day in derived_days(Agreement, ["notice"])] == own
    assert [day.name for day in derived_days(Agreement, ["until"])][2:] == own
