"""What the workers have reached is put together, and what none has reached is told."""

import json

import pytest

from tests import measuring, run

META = {"software": "slipcover", "branch_coverage": True, "show_contexts": False}


@pytest.fixture
def folder(tmp_path):
    """Of four lines and two branches, two workers reach three and one."""
    for name, lines in (("first", {1, 2}), ("second", {1, 3})):
        reached = {
            "executed_lines": sorted(lines),
            "missing_lines": sorted({1, 2, 3, 4} - lines),
            "executed_branches": [[1, 2]],
            "missing_branches": [[1, 4]],
        }
        part = {"meta": META, "files": {"dates/edtf.py": reached}}
        (tmp_path / f"{name}.json").write_text(json.dumps(part))
    return tmp_path


def test_what_one_worker_reached_is_reached(folder, capsys):
    assert measuring.report(folder) == pytest.approx(100 * 4 / 6)
    assert "dates/edtf.py" in capsys.readouterr().out


def test_too_little_is_a_failure(folder, capsys):
    assert run.coverage(folder) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "Branch coverage: 66.67 %; 95 % are wanted."


def test_where_nothing_was_measured_nothing_was_reached(tmp_path):
    assert run.coverage(tmp_path) == 1
