import pytest
from django.test import Client

from tests.records.two_people import officer


@pytest.fixture
def ana(db) -> Client:
    """One of two people at the desk."""
    return officer("ana")


@pytest.fixture
def ben(db) -> Client:
    """The other one."""
    return officer("ben")
