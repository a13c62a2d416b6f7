"""Merging moves the rows of every table that points to a record, and all of it can be undone."""

import pytest
from django.contrib.auth import get_user_model

from desk.merging.kinds import MERGEABLE
from desk.merging.plan import plan, pointing_to
from desk.merging.writing import merge
from records.models import Tracked
from records.undoing import undo
from tests.desk.merging.rows import (
    cited,
    contents,
    former,
    may_collide,
    pointing,
    surround,
    two,
)

pytestmark = pytest.mark.django_db
every_kind = pytest.mark.parametrize("kind", MERGEABLE)


@pytest.mark.once
@every_kind
def test_every_table_that_points_to_it_has_a_history_to_undo_by(kind):
    tables = {key.model for key in pointing_to(MERGEABLE[kind])}
    assert [table for table in tables if not issubclass(table, Tracked)] == []


@every_kind
def test_every_row_moves_with_its_evidence_and_comes_back_when_it_is_undone(kind):
    model = MERGEABLE[kind]
    goes, stays = two(model)
    surround(goes, stays)
    user = get_user_model().objects.create(username="editor")
    before, passages = contents(), cited(goes) | cited(stays)
    left, right, made = pointing(goes), pointing(stays), plan(goes, stays)
    joined = {part.name.split(".")[1] for part in made.parts if part.joins}
    assert all(left.values())
    assert all(right.values())
    assert joined >= {k.model._meta.model_name for k in pointing_to(model) if may_collide(k)}
    slug, pk = goes.slug, goes.pk

    change_set = merge(goes, stays, choices={}, user=user, reason="one and the same")

    goes.pk = pk
    stays.refresh_from_db()
    assert not model.objects.filter(pk=pk).exists()
    assert not any(pointing(goes).values())
    after = pointing(stays)
    for name, rows in right.items():
        assert rows <= after[name]
        assert len(after[name]) >= len(rows) + 1
    assert cited(stays) >= passages
    assert slug in former(stays)

    undo(change_set, user, "they are two after all")
    assert contents() == before
