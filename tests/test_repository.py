"""The repository itself: dependencies, locks, scripts, and what the documentation names."""

import re
import subprocess
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from config import __version__
from tests.test_architecture import FLOORS, imports, sources

ROOT = settings.BASE_DIR
PYPROJECT = (ROOT / "pyproject.toml").read_text()
PROJECT = tomllib.loads(PYPROJECT)
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
SCRIPTS = [*sorted((ROOT / "script").iterdir()), ROOT / ".ci" / "run"]
DOCUMENTS = [
    path
    for pattern in ("*.md", "docs/**/*.md", "seeds/*.md", "fixtures/*.md")
    for path in sorted(ROOT.glob(pattern))
]
# Made on each machine, so a document may name what lies there.
MADE = {".venv", "var", "staticfiles"}
PINNED = re.compile(r"^([a-z0-9-]+)==([^ ]+)", re.MULTILINE)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def dependencies() -> list[str]:
    groups = PROJECT["dependency-groups"]
    named = [groups[name] for name in ("test", "fuzz", "check")]
    return [*PROJECT["project"]["dependencies"], *chain.from_iterable(named)]


@pytest.mark.parametrize("dependency", dependencies())
def test_a_dependency_says_what_it_is_for(dependency):
    assert re.search(rf'"{re.escape(dependency)}",\s*# \w+', PYPROJECT)


@pytest.mark.parametrize("lock", LOCKS, ids=name_of)
def test_a_lock_holds_no_address_and_no_option(lock):
    lines = [line.partition("#")[0] for line in lock.read_text().splitlines()]
    assert [line for line in lines if re.match(r"-|.*://|.*file:|.*@", line)] == []


@pytest.mark.parametrize("lock", LOCKS, ids=name_of)
def test_a_lock_has_a_hash_for_everything(lock):
    entries = re.split(r"\n(?=\S)", re.sub(r"^ *#.*\n", "", lock.read_text(), flags=re.MULTILINE))
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize(
    ("folders", "declared"),
    [
        ((*FLOORS, "config"), PROJECT["project"]["dependencies"]),
        (("tests", "benchmarks"), dependencies()),
    ],
    ids=["site", "tests"],
)
def test_what_is_imported_is_declared(folders, declared):
    known = {canonicalize_name(Requirement(dependency).name) for dependency in declared}
    packages = packages_distributions()
    used = {found.app for path in sources(*folders) for found in imports(path)} & packages.keys()
    makers = {name: {canonicalize_name(each) for each in packages[name]} for name in used}
    assert sorted(name for name in used if not makers[name] & known) == []


def test_the_locks_fit_what_pyproject_asks_for():
    pins = dict(PINNED.findall((ROOT / "requirements" / "dev.txt").read_text()))
    wanted = [Requirement(dependency) for dependency in dependencies()]
    assert [str(one) for one in wanted if not one.specifier.contains(pins.get(one.name, "0"))] == []


def test_the_development_lock_holds_the_runtime_lock():
    runtime, development = (
        set(PINNED.findall((ROOT / "requirements" / name).read_text()))
        for name in ("runtime.txt", "dev.txt")
    )
    assert runtime - development == set()


def test_the_version_is_written_in_one_place():
    assert PROJECT["project"]["dynamic"] == ["version"]
    literal = re.compile(rf"""version.*["']{re.escape(__version__)}["']""", re.IGNORECASE)
    folders = [ROOT / package for package in PROJECT["tool"]["slipcover"]["source"]]
    sources = [path for folder in folders for path in folder.rglob("*.py")]
    found = [
        path for path in [ROOT / "pyproject.toml", *sources] if literal.search(path.read_text())
    ]
    assert found == [ROOT / "config" / "__init__.py"]


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_a_script_can_be_run(script):
    assert script.stat().st_mode & 0o111 == 0o111


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_a_shell_script_parses(script):
    subprocess.run(["bash", "-n", script], check=True)


def test_every_setting_is_documented_and_every_documented_setting_exists():
    read = r"""(?:flag|link|number|words|environ\.get|environ\.setdefault)\(\s*["']([A-Z_]+)["']"""
    code = "\n".join(path.read_text() for path in (ROOT / "config").glob("*.py"))
    page = (ROOT / "docs" / "operations.md").read_text()
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE))
    assert set(re.findall(read, code)) - {"DJANGO_SETTINGS_MODULE"} == documented


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_a_document_names_only_files_that_exist(document):
    text = document.read_text()
    top = {path.name for path in ROOT.iterdir()} - MADE
    spans = re.findall(r"`([\w.-]+(?:/[\w.-]+)*/?)`", text)
    inside = [span for span in spans if "/" in span and span.split("/")[0] in top]
    links = re.findall(r"\]\((?!\w+:|#|/)([^)#\s]+)", text)
    missing = [path for path in inside if not (ROOT / path).exists()]
    missing += [link for link in links if not (document.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_a_document_names_only_commands_that_exist(document):
    text = document.read_text()
    known = {"script": {path.name for path in SCRIPTS}, "manage.py": set(get_commands())}
    named = re.findall(r"(script(?=/)|manage\.py(?= ))[/ ]([a-z_]+)", text)
    assert [f"{tool} {name}" for tool, name in named if name not in known[tool]] == []
