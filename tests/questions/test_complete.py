"""The tables of questions leave no parameter of any listing out."""

from urllib.parse import parse_qsl

import pytest

from listings.filters import PAGING
from tests.listings.faces import BY_NAME, NAMES
from tests.questions import test_agreements, test_commitments, test_days, test_organizations

ADDRESSES = [
    case.address
    for asked in (test_agreements, test_commitments, test_days, test_organizations)
    for table in (asked.DELEGATE, asked.OFFICER, asked.RESEARCHER, asked.JOURNALIST)
    for case in table
]


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_is_asked(name):
    queries = [address.partition("?")[2] for address in ADDRESSES if address.startswith(f"{name}?")]
    asked = {parameter for query in queries for parameter, _value in parse_qsl(query)}
    assert asked == BY_NAME[name].filterset.base_filters.keys() | PAGING
