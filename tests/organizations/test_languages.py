"""Bodies under the names that they bear in the reader's language; files keep the recorded ones."""

import pytest
from django.utils.translation import override

from organizations.languages import in_readers_language
from tests.agreements.factories import AgreementFactory, SignatoryFactory
from tests.organizations.factories import OrganizationFactory, OrganizationNameFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def harbour():
    """A body with a name in Spanish, in an agreement with one that has none."""
    body = OrganizationFactory(slug="harbour", name="Harbour Board")
    OrganizationNameFactory(organization=body, text="Junta del Puerto", language="es")
    agreement = AgreementFactory(slug="memo")
    SignatoryFactory(agreement=agreement, organization=body)
    SignatoryFactory(agreement=agreement, organization=OrganizationFactory(name="Ferry Board"))
    return body


def name_of(body, language):
    with override(language):
        in_readers_language([body])
    return body.name


def test_a_name_in_the_readers_language_is_used(harbour):
    assert name_of(harbour, "es") == "Junta del Puerto"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_otherwise_the_recorded_name_stays(harbour, language):
    assert name_of(harbour, language) == "Harbour Board"


@pytest.mark.parametrize(
    "name",
    [
        {"text": "Junta de Puertos", "kind": "official", "language": "es-AR"},
        {"text": "Junta de Puertos", "kind": "official"},
    ],
)
def test_an_official_name_goes_before_a_translation(harbour, name):
    OrganizationNameFactory(organization=harbour, **name)
    assert name_of(harbour, "es") == "Junta de Puertos"


@pytest.mark.parametrize("name", [{"kind": "variant"}, {"kind": "official", "until": "1990"}])
def test_variants_and_names_of_the_past_are_not_used(harbour, name):
    OrganizationNameFactory(organization=harbour, text="Otra Junta", language="es", **name)
    assert name_of(harbour, "es") == "Junta del Puerto"


def test_english_costs_no_query(harbour, django_assert_num_queries):
    with django_assert_num_queries(0):
        in_readers_language([harbour])


def test_lists_and_records_speak_the_readers_language(harbour, client):
    for address in (
        "/es/organizations/",
        "/es/organizations/harbour/",
        "/es/agreements/",
        "/es/signatories/",
        "/es/agreements/memo/",
    ):
        page = client.get(address).content.decode()
        assert "Junta del Puerto" in page, address
    assert "Ferry Board" in client.get("/es/agreements/").content.decode()
    assert "Junta del Puerto" not in client.get("/agreements/memo/").content.decode()


@pytest.mark.parametrize("address", ["/es/signatories.json", "/es/organizations/harbour.json"])
def test_files_keep_the_recorded_name(harbour, client, address):
    assert "Harbour Board" in client.get(address).content.decode()
