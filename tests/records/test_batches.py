import pytest

from records.batches import batches

pytestmark = pytest.mark.once


def test_values_come_in_batches_of_five_hundred_in_their_order():
    found = list(batches(iter(range(1001))))
    assert [len(batch) for batch in found] == [500, 500, 1]
    assert [value for batch in found for value in batch] == list(range(1001))
    assert list(batches([])) == []
