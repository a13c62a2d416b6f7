"""Instruments in the vocabulary of schema.org."""

import pytest

from tests.agreements.factories import (
    ActFactory,
    AgreementFactory,
    AgreementThemeFactory,
    CommitmentFactory,
)
from tests.records.test_linked import linked

pytestmark = pytest.mark.django_db


def it(client) -> dict:
    return linked(client, "/agreements/it/")


def test_only_what_binds_is_legislation(client):
    agreement = AgreementFactory(slug="it", instrument="treaty", binding="yes")
    ActFactory(signatory__agreement=agreement, kind="signature", date="1948-04-30")
    told = it(client)
    assert (told["@type"], told["legislationDate"]) == ("Legislation", "1948-04-30")


@pytest.mark.parametrize("binding", ["no", "not-stated"])
def test_anything_else_is_a_work_that_says_what_was_agreed(binding, client):
    agreement = AgreementFactory(slug="it", instrument="treaty", binding=binding, languages="en es")
    AgreementThemeFactory(agreement=agreement, theme__name="Ferries")
    ActFactory(signatory__agreement=agreement, kind="signature", date="2018")
    told = it(client)
    assert (told["@type"], told["dateCreated"], told["genre"]) == ("CreativeWork", "2018", "treaty")
    assert (told["inLanguage"], told["about"]) == (["en", "es"], ["Ferries"])


def test_a_day_in_doubt_is_not_said(client):
    agreement = AgreementFactory(slug="it")
    ActFactory(signatory__agreement=agreement, kind="signature", date="2018-09-04?")
    assert "dateCreated" not in it(client)


def test_what_schema_org_has_no_word_for_has_no_block(client):
    address = CommitmentFactory().get_absolute_url()
    assert "ld+json" not in client.get(address).content.decode()
