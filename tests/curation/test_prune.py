"""What an ingest deletes, only when asked, and what it renames."""

import pytest

from agreements.models import Act
from organizations.models import Organization
from records.models import FormerSlug
from tests.curation.packages import TINY, counts
from tests.records.factories import FormerSlugFactory


def test_rows_that_the_package_lacks_stay(tiny):
    tiny.write("acts")
    assert counts(tiny.ingest(), "acts") == (0, 0, 0)
    assert Act.objects.count() == 1


def test_prune_deletes_rows_that_the_package_lacks(tiny):
    tiny.write("signatories")
    tiny.write("acts")
    report = tiny.ingest(prune=True, reason="left out")
    assert (report.tables["acts"].pruned, report.tables["signatories"].pruned) == (1, 1)
    assert not Act.objects.exists()
    past = Act.history.model.objects.latest("history_id")
    assert (past.history_type, past.history_change_reason) == ("-", "left out")
    assert tiny.ingest(prune=True).changed == 0


def test_prune_leaves_tables_alone_that_the_package_lacks(tiny):
    for name in tiny.files():
        if name != "acts.csv":
            (tiny.path / name).unlink()
    assert tiny.ingest(prune=True).changed == 0
    assert Organization.objects.count() == 3


def test_prune_does_not_take_a_row_that_others_need(tiny):
    (tiny.path / "agreement-themes.csv").unlink()
    tiny.write("themes")
    assert tiny.problems(prune=True) == [
        (
            "themes.csv: found no row “mobility” to keep, expected one, because “theme” of "
            "agreement-themes refers to it; keep the row, or put the table agreement-themes into "
            "the package too"
        )
    ]


def test_a_pruned_row_cannot_be_referred_to(tiny):
    tiny.write("themes")
    assert tiny.problems(prune=True) == [
        (
            "agreement-themes.csv:2:2 (theme): found “mobility”, expected the slug of a row in "
            "themes; correct the slug or add the row that it names"
        )
    ]


def test_a_row_can_take_the_place_of_a_pruned_one(tiny):
    tiny.write("themes", {"slug": "moves", "name": "Mobility"})
    tiny.write("agreement-themes", {"agreement": "pact", "theme": "moves"})
    report = tiny.ingest(prune=True)
    assert (report.tables["themes"].created, report.tables["themes"].pruned) == (1, 1)


def test_the_old_slugs_of_rows_that_are_pruned_go_with_them(tiny):
    FormerSlugFactory(kind="agreements.theme", former="once", current=TINY["themes"][0]["slug"])
    tiny.write("themes", {"slug": "moves", "name": "Mobility"})
    tiny.write("agreement-themes", {"agreement": "pact", "theme": "moves"})
    tiny.ingest(prune=True)
    assert not FormerSlug.objects.exists()


# Renaming


def former(kind: str, old: str, new: str) -> dict[str, str]:
    return {"kind": kind, "former": old, "current": new}


def test_a_former_slug_renames_the_row_instead_of_doubling_it(tiny):
    pk = Organization.objects.get(slug="union").pk
    tiny.change("organizations", 1, slug="assembly")
    rows = [dict(row) for row in TINY["organizations"]]
    rows[0]["part_of"] = rows[1]["slug"] = "assembly"
    tiny.write("organizations", *rows)
    tiny.change("progress-reports", reporter="assembly")
    tiny.change("organization-citations", record="assembly")
    tiny.write("former-slugs", former("organizations.organization", "union", "assembly"))
    report = tiny.ingest()
    assert Organization.objects.get(slug="assembly").pk == pk
    assert {table: done.changed for table, done in report.tables.items() if done.changed} == {
        "former-slugs": 1,
        "organizations": 1,
    }
    assert report.tables["organizations"].renamed == 1
    assert tiny.ingest(prune=True).changed == 0


def test_a_former_slug_leaves_alone_what_is_not_meant(tiny):
    tiny.write(
        "former-slugs",
        former("agreements.theme", "union", "mobility"),
        former("organizations.organization", "gone", "union"),
        former("organizations.organization", "board", "union"),
    )
    assert tiny.ingest().changed == 3


@pytest.mark.once
@pytest.mark.parametrize(
    ("kind", "current", "message"),
    [
        pytest.param(
            "organizations.organization", "bored",
            "former-slugs.csv:2:3 (current): found “bored”, expected the slug of a row in "
            "organizations; write “board”, or add the row that it names",
            id="a slug of no row",
        ),
        pytest.param(
            "organizations.organisation", "board",
            "former-slugs.csv:2:1 (kind): found “organizations.organisation”, expected the name "
            "of a table such as organizations.organization; write “organizations.organization”",
            id="a misspelt kind",
        ),
        pytest.param(
            "nothing", "board",
            "former-slugs.csv:2:1 (kind): found “nothing”, expected the name of a table such as "
            "organizations.organization; remove the row",
            id="a kind like no other",
        ),
    ],
)  # fmt: skip
def test_a_former_slug_that_leads_to_nothing(tiny, kind, current, message):
    tiny.write("former-slugs", former(kind, "gone", current))
    assert tiny.problems() == [message]


@pytest.mark.once
def test_a_former_slug_leads_to_a_row_and_not_to_another_former_slug(tiny):
    kind = "organizations.organization"
    tiny.write("former-slugs", former(kind, "first", "second"), former(kind, "second", "board"))
    (problem,) = tiny.problems()
    assert problem.startswith("former-slugs.csv:2:3 (current): found “second”, expected the slug")


@pytest.mark.once
def test_a_former_slug_is_not_blamed_for_a_file_that_cannot_be_read(tiny):
    tiny.write_bytes("themes", b"")
    tiny.write("former-slugs", former("agreements.theme", "gone", "nowhere"))
    (problem,) = tiny.problems()
    assert problem.startswith("themes.csv:1:1: found an empty file")
