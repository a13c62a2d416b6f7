"""What the documents promise: options of commands, addresses, parameters, names in the code.

That the files, scripts, commands and settings which they name exist is tests/test_repository.py's.
"""

import csv
import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

from datapackage.tables import table_name, tables
from listings.filters import PAGING
from tests.test_architecture import FLOORS, ROOT, sources

DOCUMENTS = sorted(
    path.relative_to(ROOT)
    for pattern in ("*.md", "docs/*.md", "docs/decisions/*.md")
    for path in ROOT.glob(pattern)
)
DECISIONS = [path for path in DOCUMENTS if re.fullmatch(r"\d{4}-[a-z0-9-]+", path.stem)]
INDEX = Path("docs/decisions/README.md")
ADDRESS = re.compile(r"(?<=[`(\s])/(?:[a-z-]+[/.?])[\w<>./?&=;-]*|(?<=`)/(?=`)")
COMMAND = re.compile(r"manage\.py ([a-z_]+)([^\n`#]*)")
NAME = re.compile(r"[a-z]+_[a-z_]+$|[a-z_]+(?=\(\)$)|(?:[A-Z][a-z]+){2,}$")
# Answered before any address is looked up, and a folder in the container.
OTHER = {"/healthz", "/readyz", "/app/var"}
# Programs that are not ours.
OUTSIDE = {"pg_dump"}
every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=str)
every_decision = pytest.mark.parametrize("document", DECISIONS, ids=lambda path: path.stem)


def text_of(path: Path) -> str:
    return (ROOT / path).read_text()


def spans(path: Path) -> list[str]:
    """What stands between single backquotes."""
    prose = re.sub(r"^```.*?^```", "", text_of(path), flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"`([^`\n]+)`", prose)


@cache
def code() -> str:
    """All of our Python in one text, tests aside."""
    return "\n".join(text_of(path) for path in sources(*FLOORS, "config"))


@cache
def slugs() -> set[str]:
    """The slugs of the curated record."""
    files = [*ROOT.glob("fixtures/*.csv"), *ROOT.glob("seeds/*.csv")]
    rows = (row for file in files for row in csv.DictReader(file.read_text().splitlines()))
    return {row["slug"] for row in rows if row.get("slug")}


def options(name: str) -> set[str]:
    """The options that a management command takes."""
    app = get_commands()[name]
    command = app if not isinstance(app, str) else load_command_class(app, name)
    parser = command.create_parser("manage.py", name)
    return {option for action in parser._actions for option in action.option_strings}


def is_on_the_site(path: str) -> bool:
    language = get_language_from_path(path) or settings.LANGUAGE_CODE
    try:
        with override(language):
            resolve(path.replace("<listing>", "agreements").replace("<slug>", "a-slug"))
    except Resolver404:
        return False
    return True


def parameters(address: str) -> set[str]:
    """The parameters that the listing at the address takes."""
    listing = resolve(urlsplit(address).path).func.view_class.listing
    return {*listing.filterset.base_filters, *PAGING}


def addresses(path: Path) -> list[str]:
    return [found.rstrip(".,;") for found in ADDRESS.findall(text_of(path))]


def test_there_are_documents_to_read():
    assert {"README.md", "CONTRIBUTING.md", "docs/operations.md"} <= set(map(str, DOCUMENTS))
    assert len(DECISIONS) > 5


def test_every_decision_stands_in_the_list_of_decisions():
    listed = re.findall(r"^- \[(.+)\]\((.+)\)$", text_of(INDEX), re.MULTILINE)
    titles = [text_of(path).partition("\n")[0].removeprefix("# ") for path in DECISIONS]
    assert listed == [(title, path.name) for title, path in zip(titles, DECISIONS, strict=True)]


@every_document
def test_its_commands_take_the_options_that_it_names(document):
    named = [
        (name, option)
        for name, rest in COMMAND.findall(text_of(document))
        for option in re.findall(r"(?<=\s)--[a-z-]+", rest)
    ]
    assert [(name, option) for name, option in named if option not in options(name)] == []


@pytest.mark.parametrize("name", [name for name, app in get_commands().items() if app in FLOORS])
def test_each_of_our_commands_is_documented(name):
    assert any(f"manage.py {name}" in text_of(document) for document in DOCUMENTS)


@every_document
def test_its_addresses_are_those_of_the_site(document):
    paths = {urlsplit(address).path for address in addresses(document)}
    assert sorted(path for path in paths - OTHER if not is_on_the_site(path)) == []


@every_document
def test_its_addresses_take_the_parameters_that_it_names(document):
    asked = [(address, set(parse_qs(urlsplit(address).query))) for address in addresses(document)]
    wrong = {address: names - parameters(address) for address, names in asked if names}
    assert {address: names for address, names in wrong.items() if names} == {}


@every_document
def test_the_records_that_its_addresses_name_are_in_the_record(document):
    named = {match["slug"] for match in map(record, addresses(document)) if match}
    named |= {slug for address in addresses(document) for slug in values(address)}
    assert named - slugs() == set()


def record(address: str) -> re.Match | None:
    return re.fullmatch(r"/(?!admin|data)[a-z]+/(?P<slug>[a-z0-9-]+)/", address)


def values(address: str) -> list[str]:
    """The slugs of bodies that an address asks for."""
    return parse_qs(urlsplit(address).query).get("organization", [])


@every_document
def test_the_tables_that_it_names_are_in_the_data_package(document):
    named = {span for span in spans(document) if re.fullmatch(r"[a-z-]+\.csv", span)}
    assert named - {f"{table_name(model)}.csv" for model in tables()} == set()


@every_document
def test_the_names_of_code_that_it_uses_are_in_the_code(document):
    names = {match[0] for match in map(NAME.match, spans(document)) if match} - OUTSIDE
    assert sorted(name for name in names if not re.search(rf"\b{name}\b", code())) == []


@every_decision
def test_a_decision_has_a_number_and_three_parts(document):
    text = text_of(document)
    number = int(document.stem.split("-")[0])
    parts = re.findall(r"^\*\*(\w+)\.\*\*|^## (\w+)", text, re.MULTILINE)
    assert text.startswith(f"# {number}. ")
    assert [a or b for a, b in parts] == ["Context", "Decision", "Consequences"]


def test_no_two_decisions_have_the_same_number():
    numbers = [path.stem.split("-")[0] for path in DECISIONS]
    assert len(set(numbers)) == len(numbers)
