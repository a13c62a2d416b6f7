"""The shape of the house: imports point down, apps have the same rooms, nothing grows too big."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

# It reads the code and runs none of it.

ROOT = Path(__file__).resolve().parent.parent
# An app may import what lies on a lower floor, and what is named for it below.
FLOORS = {
    "portal": 5,
    "curation": 5,
    "desk": 5,
    "events": 4,
    "agreements": 3,
    "organizations": 2,
    "sources": 1,
    "datapackage": 0,
    "records": 0,
    "listings": 0,
    "search": 0,
    "dates": 0,
    "glossary": 0,
}
NEIGHBOURS = {
    "datapackage": {"records", "dates"},
    "records": {"dates", "search"},
    "listings": {"dates", "search"},
    "search": {"dates"},
}
DATA_APPS = ["sources", "organizations", "agreements", "events"]
ROOMS = {
    "admin",
    "api",
    "apps",
    "filters",
    "linked",
    "listings",
    "migrations",
    "models",
    "urls",
    "views",
}
VAGUE = {"common", "core", "helper", "helpers", "misc", "shared", "tools", "util", "utils"}
SIGNALS = ("django.db.models.signals", "django.dispatch", "django.core.signals")
# What migrations cannot say of a table is no rule of the domain.
MIGRATED = {"django.db.models.signals.post_migrate"}
LONGEST_FUNCTION = 50
LONGEST_FILE = 400


@dataclass(frozen=True)
class Import:
    """A module that a file imports, and whether it does so inside a function."""

    file: Path
    line: int
    module: str
    inside: bool

    @property
    def app(self) -> str:
        return self.module.split(".")[0]

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.module}"


def sources(*folders: str) -> list[Path]:
    """The Python files under the folders, migrations aside, from the root of the checkout."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path.relative_to(ROOT) for path in found if path.parent.name != "migrations")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text())


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [node for node in ast.walk(tree(path)) if isinstance(node, kinds)]


def modules(node: ast.AST) -> list[str]:
    """The modules that a statement imports; `from a import b` may be the module a.b."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


@cache
def imports(path: Path) -> list[Import]:
    inner = {id(node) for function in functions(path) for node in ast.walk(function)}
    return [
        Import(path, node.lineno, module, id(node) in inner)
        for node in ast.walk(tree(path))
        for module in modules(node)
    ]


def own_imports(*folders: str) -> list[Import]:
    """What the files under the folders import of ours."""
    ours = {*FLOORS, "config", "tests"}
    every = (found for path in sources(*folders) for found in imports(path))
    return [found for found in every if found.app in ours]


def allowed(importer: str, imported: str) -> bool:
    """Whether the floors let one app import from the other."""
    lower = FLOORS.get(imported, 99) < FLOORS[importer]
    return importer == imported or lower or imported in NEIGHBOURS.get(importer, ())


@pytest.mark.parametrize("app", FLOORS)
def test_imports_point_down(app):
    wrong = [str(found) for found in own_imports(app) if not allowed(app, found.app)]
    assert wrong == []


def test_the_floors_are_every_package():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages - {"config", "tests"} == set(FLOORS)


def test_nothing_is_imported_inside_a_function():
    inside = [str(found) for found in own_imports(*FLOORS, "config") if found.inside]
    assert inside == []


def test_no_import_is_relative():
    relative = [
        f"{path}:{node.lineno}"
        for path in sources(*FLOORS, "config", "tests")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


@pytest.mark.parametrize("app", DATA_APPS)
def test_every_data_app_has_the_same_rooms(app):
    rooms = {path.stem for path in (ROOT / app).iterdir()}
    assert ROOMS - rooms == set()


@pytest.mark.parametrize("app", FLOORS)
def test_every_app_says_what_it_is(app):
    assert ast.get_docstring(tree(Path(app) / "__init__.py"))


def test_no_module_has_a_name_that_says_nothing():
    vague = [
        path for path in sources(*FLOORS, "config", "tests") if VAGUE & {*path.parts, path.stem}
    ]
    assert vague == []


def test_no_rule_of_the_domain_hides_in_a_signal():
    every = (found for path in sources(*FLOORS) for found in imports(path))
    wrong = [found for found in every if found.module.startswith(SIGNALS)]
    assert [str(found) for found in wrong if found.module not in MIGRATED] == []


def test_no_foreign_key_is_generic():
    names = {"GenericForeignKey", "GenericRelation"}
    every = (found for path in sources(*FLOORS) for found in imports(path))
    assert [str(found) for found in every if found.module.split(".")[-1] in names] == []


@pytest.mark.parametrize("marker", ["TODO", "FIXME", "XXX:"])
def test_what_is_left_open_is_an_issue_and_not_a_comment(marker):
    here = Path(__file__).relative_to(ROOT)
    files = [path for path in sources(*FLOORS, "config", "tests") if path != here]
    assert [path for path in files if marker in (ROOT / path).read_text()] == []


def test_no_function_is_too_long():
    long = [
        f"{path}:{function.lineno} {function.name}"
        for path in sources(*FLOORS, "config", "tests", "benchmarks", "script")
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_no_file_is_too_long():
    lengths = {
        str(path): len((ROOT / path).read_text().splitlines())
        for path in sources(*FLOORS, "config", "tests", "benchmarks", "script")
    }
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_the_test_sees_what_it_should_refuse():
    assert not allowed("records", "sources")
    assert not allowed("records", "listings")
    assert not allowed("dates", "records")
    assert not allowed("portal", "curation")
    assert not allowed("events", "config")
    assert allowed("records", "dates")
    assert allowed("events", "agreements")
