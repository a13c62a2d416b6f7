import pytest

from datapackage.snapshot import MOST_TRIES, MovingDataError, at_one_revision
from records.models import Revision

pytestmark = pytest.mark.django_db


def test_it_hands_on_the_revision_that_was_read():
    Revision.objects.advance()
    assert at_one_revision(lambda revision: revision.number) == 1


def test_a_write_in_between_starts_the_reading_anew():
    seen = []

    def read(revision: Revision) -> int:
        seen.append(revision.number)
        if len(seen) == 1:
            Revision.objects.advance()
        return revision.number

    assert at_one_revision(read) == 1
    assert seen == [0, 1]


def test_it_gives_up_where_writing_never_ends():
    seen = []

    def read(revision: Revision) -> None:
        seen.append(revision.number)
        Revision.objects.advance()

    with pytest.raises(MovingDataError, match="changed again and again"):
        at_one_revision(read)
    assert len(seen) == MOST_TRIES
