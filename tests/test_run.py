"""The runner behind script/test: how it counts, and how it says that something is missing."""

import pytest

from tests import postgres, run
from tests.run import Tally

REPORT = """<testsuites><testsuite tests="9" failures="1" errors="2" skipped="3">
</testsuite></testsuites>"""


def test_it_reads_the_counts_from_the_report(tmp_path):
    (tmp_path / "report.xml").write_text(REPORT)
    tally = run.read_tally(tmp_path / "report.xml", status=1)
    assert tally == Tally(passed=3, failed=3, skipped=3, status=1)


def test_it_names_what_failed(tmp_path):
    cases = """<testcase classname="tests.portal" name="test_one"><failure/></testcase>
    <testcase classname="tests.portal" name="test_two"><error/></testcase>
    <testcase classname="tests.portal" name="test_three"/>"""
    (tmp_path / "report.xml").write_text(f"<testsuites><testsuite>{cases}</testsuite></testsuites>")
    tally = run.read_tally(tmp_path / "report.xml", status=1)
    assert tally.broken == ("tests.portal::test_one", "tests.portal::test_two")


def test_a_run_that_broke_before_it_had_a_report_has_failed(tmp_path):
    assert run.read_tally(tmp_path / "none.xml", status=0) == Tally(failed=1, status=1)


def test_the_last_line_is_the_sum():
    total = Tally(passed=3, status=0) + Tally(passed=2, failed=1, skipped=1, status=1)
    assert (str(total), total.status) == ("5 passed, 1 failed, 1 skipped", 1)


def test_a_server_that_does_not_answer_is_named(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")
    with pytest.raises(postgres.PostgresError, match="DATABASE_URL does not answer"):
        run.postgresql().__enter__()


def test_leaving_the_browser_out_is_said_loudly(monkeypatch, capsys):
    monkeypatch.setenv("ENTENTE_NO_BROWSER", "1")
    run.provide_browser()
    assert capsys.readouterr().out == "ENTENTE_NO_BROWSER=1: THE BROWSER TESTS ARE LEFT OUT.\n"


def test_a_missing_browser_is_said_loudly(monkeypatch, capsys):
    monkeypatch.delenv("ENTENTE_NO_BROWSER", raising=False)
    monkeypatch.setattr("shutil.which", lambda name: None)
    run.provide_browser()
    assert capsys.readouterr().out.startswith("NO CHROMIUM FOUND: the browser tests will fail.")
