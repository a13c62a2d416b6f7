"""What an ingest deletes, only when asked, and what it renames."""

from agreements.models import Act
from organizations.models import Organization
from tests.curation.packages import TINY, counts


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
        former("themes.theme", "union", "board"),
        former("organizations.organization", "gone", "union"),
        former("organizations.organization", "union", "nowhere"),
    )
    assert tiny.ingest().changed == 3
