"""Expressions that are kept: about the row's own table only, and true wherever they stand."""

from datetime import date
from typing import Any

import pytest
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from agreements import shown, stages
from agreements.models import Agreement, AgreementTheme, Signatory, Theme
from listings.expressions import Kept
from portal.views import LISTINGS
from tests.agreements.factories import AgreementFactory, AgreementThemeFactory, act

DAY = date(2017, 3, 8)


def kept() -> list[tuple[QuerySet, Kept]]:
    """Every kept expression, with rows of its table."""
    columns = [
        (listing.queryset(), expression)
        for listing in LISTINGS
        for column in listing.columns
        for _name, _kind, expression in column.file_columns("")
    ]
    agreements, signatories = Agreement.objects.all(), Signatory.objects.all()
    worked_out = [
        *((agreements, each) for each in stages.signed().values()),
        (agreements, stages.stage(Agreement, DAY)),
        (agreements, stages.last_evidence(Agreement)),
        (agreements, shown.counted(Signatory, "agreement")),
        (signatories, stages.is_party(Signatory, DAY)),
    ]
    return [(rows, each) for rows, each in columns + worked_out if isinstance(each, Kept)]


def test_what_is_kept_joins_nothing_to_its_row():
    found = kept()
    assert len(found) > len(LISTINGS)
    for rows, expression in found:
        expression.resolved.clear()
        query: Any = rows.model._base_manager.annotate(value=expression).query
        used = {alias for alias, times in query.alias_refcount.items() if times}
        assert used <= {rows.model._meta.db_table}


@pytest.mark.django_db
def test_a_stage_is_the_same_in_a_subquery():
    ended, alive = AgreementFactory(), AgreementFactory()
    for agreement in (ended, alive):
        act(agreement, "entry-into-force", "2010")
    act(ended, "termination", "2015", ended.signatories.get())
    dated = Agreement.objects.with_stage(timezone.localdate())
    in_effect = dated.filter(stage="in-effect")
    assert list(in_effect) == [alive]
    assert list(Agreement.objects.filter(pk__in=in_effect.values("pk"))) == [alive]
    theirs = in_effect.filter(pk=OuterRef("agreement"))
    assert list(Signatory.objects.filter(Exists(theirs))) == [alive.signatories.get()]
    assert set(dated.values_list("stage", flat=True)) == {"ended", "in-effect"}


@pytest.mark.django_db
def test_a_stage_that_is_kept_is_the_same_deep_in_a_second_query():
    alive, ended = AgreementThemeFactory(), AgreementThemeFactory()
    for link, kinds in ((alive, ["signature", "withdrawal"]), (ended, ["withdrawal"] * 2)):
        for kind in kinds:
            act(link.agreement, kind, "2010")
    for _ in range(2):
        dated = Agreement.objects.with_stage(timezone.localdate())
        signed = dated.filter(stage="signed").values("pk")
        links = AgreementTheme.objects.filter(agreement__in=signed)
        assert list(links) == [alive]
        themes = Theme.objects.filter(pk__in=links.values("theme"))
        assert list(themes) == [alive.theme]
        assert list(Theme.objects.filter(pk__in=themes.values("pk"))) == [alive.theme]
