"""An uncertain date on a model: the derived days follow the text, however it is written."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Value
from django.forms import modelform_factory

from dates.edtf import EXPECTED
from dates.entered import EXPECTED as TYPED
from dates.fields import HELP, HELP_OPEN, EarliestDay, EDTFField, LatestDay, derived_days
from organizations.models import Organization
from sources.models import Source
from tests.organizations.factories import OrganizationFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db

YEAR_2014 = (datetime.date(2014, 1, 1), datetime.date(2014, 12, 31))


def bounds(source: Source) -> tuple[datetime.date | None, datetime.date | None]:
    """The derived days as the database holds them."""
    return Source.objects.values_list("published_earliest", "published_latest").get(pk=source.pk)


def test_save_derives_the_days():
    source = SourceFactory(published="2014")
    assert bounds(source) == YEAR_2014
    assert (source.published_earliest, source.published_latest) == YEAR_2014


def test_saving_the_text_alone_derives_the_days():
    source = SourceFactory(published="2001")
    source.published = "2014"
    source.save(update_fields=["published"])
    assert bounds(source) == YEAR_2014


def test_saving_another_field_alone_leaves_the_days():
    source = SourceFactory(published="2014")
    source.published, source.title = "2001", "Another title"
    source.save(update_fields=["title"])
    assert bounds(source) == YEAR_2014


def test_emptying_the_text_empties_the_days():
    source = SourceFactory(published="2014")
    source.published = ""
    source.save()
    assert bounds(source) == (None, None)


def test_bulk_create_derives_the_days():
    [source] = Source.objects.bulk_create(SourceFactory.build_batch(1, published="2014"))
    assert bounds(source) == YEAR_2014


def test_bulk_update_derives_the_days():
    source = SourceFactory(published="2001")
    source.published = "2014"
    Source.objects.bulk_update([source], ["published"])
    assert bounds(source) == YEAR_2014


def test_bulk_update_of_another_field_leaves_the_days():
    source = SourceFactory(published="2014")
    source.published, source.title = "2001", "Another title"
    Source.objects.bulk_update([source], ["title"])
    assert bounds(source) == YEAR_2014


def test_update_derives_the_days():
    source = SourceFactory(published="2001")
    Source.objects.filter(pk=source.pk).update(published="2014")
    assert bounds(source) == YEAR_2014


def test_update_refuses_a_text_that_it_cannot_read():
    source = SourceFactory(published="2014")
    with pytest.raises(ValueError, match="not a date that can be read"):
        Source.objects.update(published="soon")
    assert bounds(source) == YEAR_2014


def test_update_refuses_an_expression_that_it_cannot_derive_from():
    source = SourceFactory(published="2014")
    with pytest.raises(TypeError, match="“published” must be given as text"):
        Source.objects.update(published=Value("2001"))
    assert bounds(source) == YEAR_2014


def test_update_or_create_derives_the_days():
    source = SourceFactory(published="2001")
    Source.objects.update_or_create(slug=source.slug, defaults={"published": "2014"})
    assert bounds(source) == YEAR_2014


def test_a_range_without_a_beginning_has_a_latest_day_only():
    assert bounds(SourceFactory(published="[..2014]")) == (None, YEAR_2014[1])


@pytest.mark.parametrize("text", ["", "2018-09-04", "2018?", "[2008..2015]", "2014/..", "XXXX-09"])
def test_a_text_that_can_be_read_is_valid(text):
    SourceFactory.build(published=text).full_clean()


def test_space_around_the_text_is_dropped():
    source = SourceFactory.build(published=" 2018 \n")
    source.full_clean()
    assert source.published == "2018"


def published_error(text: str) -> list[str]:
    """What validation says of a source published then."""
    with pytest.raises(ValidationError) as raised:
        SourceFactory.build(published=text).full_clean()
    return raised.value.message_dict["published"]


def test_validation_says_what_was_found_and_expected():
    assert published_error("last week") == [
        f"“last week” is not a date that can be read; {EXPECTED}"
    ]


def test_an_end_that_is_open_is_refused_where_a_date_has_a_day():
    assert published_error("..") == [
        "“..” means that there is no end, which cannot be said here; leave it empty."
    ]


def test_an_end_may_be_open_where_the_field_allows_it():
    body = OrganizationFactory(dissolved="..")
    body.full_clean()
    assert (body.dissolved_earliest, body.dissolved_latest) == (None, None)


def source_form(published):
    form = modelform_factory(Source, fields=["title", "kind", "published"])
    return form({"title": "A title", "kind": "report", "published": published})


def test_a_form_takes_what_people_write():
    form = source_form("early 2016")
    assert form.is_valid()
    assert form.cleaned_data["published"] == "[2016-01..2016-06]"


def test_a_form_shows_what_was_typed_where_it_cannot_be_read():
    form = source_form("2018-13")
    assert form.errors == {"published": [f"“2018-13” is not in the calendar; {TYPED}"]}
    assert 'value="2018-13"' in str(form["published"])


def test_a_form_tells_what_a_date_means_behind_its_box():
    said = '<output class="date-said" for="id_published">about 1994</output>'
    assert said in str(source_form("c. 1994")["published"])
    assert source_form("..").errors["published"] == [
        "“..” means that there is no end, which cannot be said here; leave it empty."
    ]


def test_the_help_text_speaks_of_an_open_end_only_where_one_is_allowed():
    assert str(Source._meta.get_field("published").help_text) == str(HELP)
    assert str(Organization._meta.get_field("dissolved").help_text) == f"{HELP} {HELP_OPEN}"


@pytest.mark.parametrize(
    "field",
    [
        EDTFField("start"),
        EDTFField("end", may_be_open=True),
        EarliestDay(of="start"),
        LatestDay(of="start"),
    ],
)
def test_a_field_is_rebuilt_from_what_a_migration_writes(field):
    _name, _path, args, kwargs = field.deconstruct()
    assert type(field)(*args, **kwargs).deconstruct()[2:] == (args, kwargs)


def test_the_derived_days_of_a_date_are_found_by_its_name():
    names = [day.name for day in derived_days(Organization, ["founded", "name"])]
    assert names == ["founded_earliest", "founded_latest"]
