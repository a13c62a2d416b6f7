"""The steps behind script/check: each is found, and a failing one shows what it said."""

import sys

from tests import check


def test_every_step_runs_even_if_one_fails(monkeypatch, capsys):
    steps = {
        "broken": ["-m", "no_such_module"],
        "fine": ["manage.py", "--version"],
    }
    monkeypatch.setattr(check, "STEPS", steps)
    assert check.main() == 1
    said = capsys.readouterr().out
    assert "FAILED broken" in said
    assert "No module named no_such_module" in said
    assert "ok     fine" in said
    assert said.endswith("Failed: broken\n")


def test_the_tools_are_those_of_this_environment():
    assert check.command(["ruff", "check"])[0].startswith(sys.prefix)
