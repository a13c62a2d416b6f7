"""Sources, passages and citations."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from sources.models import Source, citable_fields, has_field
from tests.organizations.factories import (
    MembershipCitationFactory,
    OrganizationCitationFactory,
    OrganizationFactory,
)
from tests.sources.factories import PassageFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_rows_speak_for_themselves():
    source = SourceFactory(title="A press release")
    passage = PassageFactory(source=source, locator="lines 4–8")
    body = OrganizationFactory(name="Council")
    assert str(source) == "A press release"
    assert str(passage) == "A press release, lines 4–8"
    assert str(OrganizationCitationFactory(record=body, passage=passage)) == (
        "Council: A press release, lines 4–8"
    )


@pytest.mark.parametrize("digest", ["", "0" * 64, "af" * 32])
def test_a_sha256_sum_is_valid(digest):
    SourceFactory.build(sha256=digest).full_clean()


@pytest.mark.parametrize("digest", ["0" * 63, "AF" * 32, "g" * 64, "0" * 63 + "\n"])
def test_what_is_no_sha256_sum_is_refused(digest):
    with pytest.raises(ValidationError) as raised:
        SourceFactory.build(sha256=digest).full_clean()
    assert raised.value.message_dict == {
        "sha256": ["Expected a SHA-256 sum: 64 digits and letters from a to f."]
    }


def test_a_sum_longer_than_that_is_refused_for_its_length_too():
    with pytest.raises(ValidationError) as raised:
        SourceFactory.build(sha256="0" * 65).full_clean()
    assert len(raised.value.message_dict["sha256"]) == 2


def test_any_number_of_sources_may_lack_a_sum():
    SourceFactory.create_batch(2, sha256="")
    assert Source.objects.filter(sha256="").count() == 2


@pytest.mark.parametrize("address", ["javascript:alert(1)", "coast.example", "ftp:/x"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(ValidationError) as raised:
        SourceFactory.build(document_url=address).full_clean()
    assert raised.value.message_dict == {"document_url": ["Enter a valid URL."]}


# Citations


def test_a_passage_can_speak_of_the_whole_record_or_of_a_field():
    OrganizationCitationFactory(field="").full_clean()
    OrganizationCitationFactory(field="founded").full_clean()


@pytest.mark.parametrize("name", ["nonsense", "id", "slug", "publication", "founded_earliest"])
def test_a_passage_cannot_speak_of_what_is_no_fact(name):
    citation = MembershipCitationFactory.build(field=name)
    with pytest.raises(ValidationError) as raised:
        citation.clean()
    expected = "expected one of: since, until, member, group, capacity."
    assert raised.value.messages == [f"The record has no field “{name}”; {expected}"]


def test_the_facts_of_a_record_are_what_staff_fill_in():
    citation = type(MembershipCitationFactory.build())
    assert citable_fields(citation) == ["since", "until", "member", "group", "capacity"]
    assert [has_field(citation, name) for name in ("since", "nonsense", "slug")] == [
        True,
        False,
        False,
    ]


def test_a_passage_knows_what_is_cited_from_it():
    citation = OrganizationCitationFactory()
    assert list(citation.passage.organizationcitations.all()) == [citation]


def test_a_passage_that_is_cited_is_not_deleted():
    citation = OrganizationCitationFactory()
    with pytest.raises(ProtectedError):
        citation.passage.delete()
