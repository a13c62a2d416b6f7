import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Act, Figure, Theme
from curation.ingest import ingest
from curation.problems import PackageError
from organizations.models import Organization
from records.models import Revision
from tests.curation.packages import TINY, counts, state


def test_the_first_ingest_creates_every_row(db, folder):
    folder.write_all()
    report = folder.ingest()
    assert {table: counts(report, table) for table in TINY} == {
        table: (len(rows), 0, 0) for table, rows in TINY.items()
    }
    assert list(report.tables) == [
        *("organizations", "sources", "themes", "agreements", "passages"),
        *("agreement-themes", "organization-citations", "progress-reports"),
        *("signatories", "acts", "figures"),
    ]


def test_a_second_ingest_changes_nothing(tiny):
    before = state()
    report = tiny.ingest()
    assert report.changed == 0
    assert {table: counts(report, table) for table in TINY} == {
        table: (0, 0, len(rows)) for table, rows in TINY.items()
    }
    assert state() == before


def test_it_keeps_every_kind_of_value(tiny):
    board = Organization.objects.get(slug="board")
    assert (board.publication, board.part_of.slug, board.dissolved) == ("published", "union", "..")
    assert board.founded_latest.isoformat() == "1948-12-31"
    assert Organization.objects.get(slug="union").summary == "A body,\nover “two” lines."
    assert [str(n) for n in Figure.objects.values_list("value", "upper").get()] == [
        "57.5000",
        "60.0000",
    ]
    assert Act.objects.get().person is None


def test_the_columns_may_stand_in_any_order(tiny):
    tiny.write_bytes("themes", b"name,description,slug\nMobility,,mobility\n")
    assert counts(tiny.ingest(), "themes") == (0, 0, 1)


def test_it_updates_what_differs_and_nothing_else(tiny):
    tiny.change("organizations", 0, founded="1949", acronym="B")
    report = tiny.ingest()
    assert counts(report, "organizations") == (0, 1, 2)
    assert report.changed == 1
    board = Organization.objects.get(slug="board")
    assert (board.founded_earliest.isoformat(), board.acronym) == ("1949-01-01", "B")


def test_a_reference_can_be_changed_and_emptied(tiny):
    tiny.change("organizations", 0, part_of="", country="arcadia")
    tiny.ingest()
    assert Organization.objects.get(slug="board").part_of is None
    tiny.change("organizations", 0, part_of="union")
    tiny.ingest()
    assert Organization.objects.get(slug="board").part_of.slug == "union"


def test_each_row_has_a_history_with_its_reason(tiny):
    tiny.change("acts", 0, date="2018-09-05")
    ingest([tiny.path], reason="a correction")
    history = Act.objects.get().history.order_by("history_id")
    assert list(history.values_list("history_type", "history_change_reason", "date")) == [
        ("+", "ingest of package", "2018-09-04?"),
        ("~", "a correction", "2018-09-05"),
    ]
    assert [past.history_user for past in history] == [None, None]


def test_its_reason_names_the_folder_that_one_stands_in(tiny, monkeypatch):
    tiny.change("acts", 0, date="2018-09-05")
    monkeypatch.chdir(tiny.path)
    ingest(["."])
    assert Act.objects.get().history.latest("history_id").history_change_reason == (
        "ingest of package"
    )


def test_history_names_the_person_who_asked_for_it(db, folder):
    user = get_user_model().objects.create_user("curator")
    folder.write("themes", {"slug": "mobility", "name": "Mobility"})
    folder.ingest(user=user)
    folder.write("themes")
    folder.ingest(user=user, prune=True)
    past = Theme.history.model.objects.filter(slug="mobility").order_by("history_id")
    assert [(p.history_type, p.history_user) for p in past] == [("+", user), ("-", user)]


def test_a_write_advances_the_revision(db, folder):
    folder.write_all()
    before = Revision.objects.current().number
    folder.ingest()
    assert Revision.objects.current().number > before


def test_several_folders_are_one_package(db, tmp_path, folder):
    folder.write_all(
        {"agreement-themes": TINY["agreement-themes"], "agreements": TINY["agreements"]}
    )
    other = tmp_path / "other"
    other.mkdir()
    first, folder.path = folder.path, other
    folder.write_all({"themes": TINY["themes"]})
    report = ingest([first, other])
    assert counts(report, "agreement-themes") == (1, 0, 0)


def test_a_table_may_be_spread_over_folders_but_a_row_stands_once(db, tmp_path, folder):
    folder.write("themes", {"slug": "a", "name": "A"})
    other = tmp_path / "other"
    other.mkdir()
    (other / "themes.csv").write_text("slug,name,description\na,B,\n")
    with pytest.raises(PackageError, match=r"first in .*package/themes\.csv:2"):
        ingest([folder.path, other])


def test_references_resolve_against_the_database(tiny):
    for name in tiny.files():
        (tiny.path / name).unlink()
    tiny.write("obligations")
    tiny.write(
        "signatories",
        {
            "slug": "pact-union",
            "agreement": "pact",
            "organization": "union",
            "capacity": "witness",
            "position": "2",
        },
    )
    assert counts(tiny.ingest(), "signatories") == (1, 0, 0)


def test_check_writes_nothing_and_reports_the_same(db, folder):
    folder.write_all()
    before = state()
    checked = folder.ingest(check=True)
    assert state() == before
    assert checked.checked_only
    assert folder.ingest().tables == checked.tables


def test_check_finds_what_the_database_would_refuse(tiny):
    tiny.change("organizations", 0, dissolved="1900")
    assert tiny.problems(check=True) == tiny.problems()


# Circles


def test_rows_may_come_before_those_they_point_to(db, folder):
    chain = [
        {"slug": f"b{n}", "publication": "published", "name": f"B{n}", "kind": "other"}
        | ({"part_of": f"b{n + 1}"} if n < 40 else {})
        for n in range(41)
    ]
    folder.write("organizations", *chain)
    assert counts(folder.ingest(), "organizations") == (41, 0, 0)
    assert Organization.objects.get(slug="b7").part_of.slug == "b8"


def test_a_circle_is_a_problem(tiny):
    tiny.change("organizations", 1, part_of="board")
    assert tiny.problems() == [
        (
            "organizations.csv:2:6 (part_of): found the circle board → union → board, expected "
            "“part_of” to lead from row to row and end; empty the cell of one of these rows"
        )
    ]


def test_a_row_that_points_to_itself_is_a_circle(tiny):
    tiny.change("organizations", 2, country="arcadia")
    assert tiny.problems() == [
        (
            "organizations.csv:5:8 (country): found the circle arcadia → arcadia, expected "
            "“country” to lead from row to row and end; empty the cell of one of these rows"
        )
    ]


def test_a_circle_may_lead_through_the_database(tiny):
    tiny.write("organizations", TINY["organizations"][1] | {"part_of": "board"})
    assert [problem.partition(", ")[0] for problem in tiny.problems()] == [
        "organizations.csv:2:6 (part_of): found the circle union → board → union"
    ]


def test_a_long_circle_is_shortened(db, folder):
    ring = [
        {"slug": f"b{n}", "publication": "published", "name": f"B{n}", "kind": "other",
         "part_of": f"b{(n + 1) % 20}"}
        for n in range(20)
    ]  # fmt: skip
    folder.write("organizations", *ring)
    assert "found the circle b0 → b1 → b2 → b3 → b4 → … → b0, " in folder.problems()[0]


def test_rows_may_point_to_each_other_through_different_columns(db, folder):
    body = {"publication": "published", "kind": "state"}
    folder.write(
        "organizations",
        body | {"slug": "a", "name": "A", "part_of": "b"},
        body | {"slug": "b", "name": "B", "country": "a"},
    )
    assert counts(folder.ingest(), "organizations") == (2, 0, 0)
    assert Organization.objects.get(slug="b").country.slug == "a"
    assert folder.ingest().changed == 0


# The rules of the database


def test_a_broken_rule_is_reported_with_its_line(tiny):
    tiny.change("organizations", 1, founded="2001", dissolved="[..1999]")
    assert tiny.problems() == [
        (
            "organizations.csv:3:9 (founded): found founded “2001”, dissolved “[..1999]”, "
            "expected what the rule says: “dissolved” must not be before “founded”; "
            "correct the row"
        )
    ]


def test_a_broken_rule_of_a_new_row_is_reported_with_its_line(tiny):
    tiny.write(
        "organizations",
        *TINY["organizations"],
        {"slug": "new", "publication": "published", "name": "New", "kind": "organ",
         "founded": "2001", "dissolved": "1999"},
    )  # fmt: skip
    assert tiny.problems() == [
        (
            "organizations.csv:6:9 (founded): found founded “2001”, dissolved “1999”, expected "
            "what the rule says: “dissolved” must not be before “founded”; correct the row"
        )
    ]


def test_two_rows_that_exclude_each_other_are_found(tiny):
    tiny.write("themes", *TINY["themes"], {"slug": "moves", "name": "Mobility"})
    assert tiny.problems() == [
        (
            "themes.csv:3:2 (name): found name “Mobility”, expected what the rule says: There is "
            "already a theme of this name; correct the row"
        )
    ]


def test_all_broken_rules_are_found_and_nothing_that_follows_from_them(tiny):
    tiny.write(
        "themes",
        *TINY["themes"],
        {"slug": "moves", "name": "Mobility"},
        {"slug": "work", "name": "Work"},
        {"slug": "labour", "name": "Work"},
    )
    tiny.write(
        "agreement-themes",
        *TINY["agreement-themes"],
        {"agreement": "pact", "theme": "moves"},
        {"agreement": "pact", "theme": "work"},
    )
    tiny.change("figures", upper="50")
    assert [problem.partition(", expected")[0] for problem in tiny.problems()] == [
        "figures.csv:2:5 (value): found value “57.5”, upper “50”",
        "themes.csv:3:2 (name): found name “Mobility”",
        "themes.csv:5:2 (name): found name “Work”",
    ]


def test_the_search_for_broken_rules_ends_somewhere(tiny):
    tiny.write("themes", *({"slug": f"t{n}", "name": "Same"} for n in range(300)))
    with pytest.raises(PackageError) as caught:
        tiny.ingest()
    assert (len(caught.value.problems), caught.value.complete) == (200, False)


# Scale


def test_the_number_of_queries_does_not_grow_with_the_rows(db, folder):
    def queries(number: int, prefix: str) -> int:
        rows = [{"slug": f"{prefix}{n}", "name": f"{prefix} {n}"} for n in range(number)]
        folder.write("themes", *rows)
        with CaptureQueriesContext(connection) as captured:
            folder.ingest()
        return len(captured)

    folder.write("themes", {"slug": "first", "name": "First"})
    folder.ingest()
    assert queries(1, "a") == queries(60, "b")


def test_progress_is_told_table_by_table(db, folder):
    labels = []

    def watch(items, label):
        labels.append(label)
        return items

    folder.write("themes", {"slug": "a", "name": "A"})
    folder.ingest(progress=watch)
    assert labels == ["Reading", "Writing themes"]
