"""The interface in other languages: from the sources to locale/*/LC_MESSAGES/django.po to .mo.

script/messages brings the catalogues up to date with the sources and compiles them; script/setup
only compiles. Babel does both in Python, so nobody needs GNU gettext: docs/decisions/0100.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
LANGUAGES = ("es", "fr", "pt")
# Where no text of the interface stands: the environment, what is made, what only developers read.
ELSEWHERE = {"benchmarks", "docs", "locale", "script", "staticfiles", "tests", "var", "migrations"}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# What a translation must keep: %(name)s, %s, {name}, and the tags of HTML.
KEPT = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|</?[a-z]\w*")
HEADER = """\
# Entente's interface, made by script/messages: fill in the msgstr lines and run it again.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms};\\n"

"""


def po_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def sources() -> Iterator[Path]:
    """Every file that may hold a text of the interface, from the root of the checkout."""
    for path in sorted(ROOT.glob("*/**/*")):
        inside = path.relative_to(ROOT)
        if inside.parts[0].startswith(".") or ELSEWHERE & {*inside.parts}:
            continue
        if path.suffix == ".py" or (inside.parts[0] == "templates" and path.is_file()):
            yield inside


def code(path: Path) -> bytes:
    """The file as Python: of a template, its texts as calls of gettext, without indentation."""
    text = (ROOT / path).read_text(encoding="utf-8")
    if path.suffix != ".py":
        lines = templatize(text, origin=str(path)).splitlines()
        text = "\n".join(line.strip() for line in lines)
    return text.encode()


def extracted() -> Catalog:
    """A catalogue of every text in the sources, without translations."""
    catalog = Catalog()
    for path in sources():
        found = extract("python", io.BytesIO(code(path)), KEYWORDS, ["Translators:"])
        for _line, message, comments, context in found:
            # Without its line a text keeps its place in the catalogue when code moves.
            where = [(str(path), 0)]
            catalog.add(message, locations=where, auto_comments=comments, context=context)
        for message in described(path) if path.suffix == ".py" else ():
            catalog.add(message, locations=[(str(path), 0)])
    return catalog


def described(path: Path) -> Iterator[str]:
    """What the documentation of the data shows of classes: docstrings of tables and serializers,
    and help texts that stand there as they are."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef) and (is_table(node) or is_serializer(node)):
            # One of several paragraphs is for whoever reads the code.
            yield from [text for text in [ast.get_docstring(node)] if text and "\n" not in text]
        elif isinstance(node, ast.keyword) and node.arg == "help_text":
            text = getattr(node.value, "value", None)
            yield from [text] if isinstance(text, str) and text else []


def is_table(node: ast.ClassDef) -> bool:
    """Whether it is a model with rows of its own: one that says more of itself in a Meta."""
    metas = [each for each in node.body if isinstance(each, ast.ClassDef) and each.name == "Meta"]
    return any("verbose_name" in ast.unparse(meta) for meta in metas)


def is_serializer(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).endswith("Serializer") for base in node.bases)


def read(language: str) -> Catalog:
    """The catalogue as it stands on the disk; an empty one where there is none."""
    path = po_file(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str, template: Catalog) -> Catalog:
    """The catalogue with the texts of the sources: translations are kept, nothing is guessed."""
    catalog = read(language)
    catalog.update(template, no_fuzzy_matching=True)
    for message in catalog:
        # A text that has a plural now is another text.
        if any(forms(message.string)) and not all(forms(message.string)):
            message.string = ("",) * len(forms(message.string))
            message.flags.discard("fuzzy")
    return catalog


def written(catalog: Catalog) -> bytes:
    """The content of the .po file, without dates: what didn't change stays as it was."""
    file = io.BytesIO()
    header = HEADER.format(language=catalog.locale, plural_forms=catalog.plural_forms.rstrip(";"))
    file.write(header.encode())
    options = {"omit_header": True, "ignore_obsolete": True, "include_lineno": False}
    write_po(file, catalog, width=10_000, sort_by_file=True, **options)
    return file.getvalue().rstrip() + b"\n"


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """The singular, and the plurals where there are any."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def kept(text: str) -> list[str]:
    """The placeholders and tags of a text, sorted, and whether it begins or ends a line."""
    lines = [edge for edge in ("starts", "ends") if getattr(text, f"{edge}with")("\n")]
    return sorted(KEPT.findall(text.replace("%%", ""))) + lines


def problem(message: Message) -> str:
    """What is wrong with a translation, or nothing; a text that has none yet is right."""
    asked, given = forms(message.id), [form for form in forms(message.string) if form]
    wanted = {tuple(kept(form)) for form in asked}
    for form in given:
        if tuple(kept(form)) not in wanted:
            expected = " or ".join(sorted(" ".join(each) or "none" for each in wanted))
            return f"expected {expected}, found {' '.join(kept(form)) or 'none'} in {form!r}"
    if given and len(given) != len(forms(message.string)):
        return f"expected {len(forms(message.string))} plural forms, found {len(given)}"
    return ""


def problems(language: str) -> list[str]:
    """Each wrong translation as `file: text: what was expected and what was found`."""
    path = po_file(language).relative_to(ROOT)
    found = ((forms(each.id)[0], problem(each)) for each in read(language) if each.id)
    return [f"{path}: {text!r}: {wrong}" for text, wrong in found if wrong]


def compiled(language: str) -> list[str]:
    """Compiles a catalogue, unless something is wrong with it: then says what, and leaves it."""
    wrong = problems(language)
    if not wrong:
        catalog, file = read(language), io.BytesIO()
        for message in [each for each in catalog if each.id and not all(forms(each.string))]:
            # Babel would write empty plural forms, and the page would show them.
            catalog.delete(message.id, message.context)
        write_mo(file, catalog)
        _replace(po_file(language).with_suffix(".mo"), file.getvalue())
    return wrong


def compile_outdated() -> list[str]:
    """Compiles what is older than its source; returns what is wrong."""
    wrong = []
    for language in LANGUAGES:
        source = po_file(language)
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime <= source.stat().st_mtime:
            wrong += compiled(language)
    return wrong


def update() -> list[str]:
    """Brings every catalogue up to date with the sources and compiles it."""
    template = extracted()
    for language in LANGUAGES:
        po_file(language).parent.mkdir(parents=True, exist_ok=True)
        _replace(po_file(language), written(updated(language, template)))
    return [wrong for language in LANGUAGES for wrong in compiled(language)]


def main(task: str = "update") -> str | None:
    """`python -m config.messages [update|compile]`; an exit status, with the reasons in words."""
    return "\n".join(update() if task == "update" else compile_outdated()) or None


def _replace(path: Path, content: bytes) -> None:
    """Writes all of a file at once: two who compile must not read each other's halves."""
    if path.exists() and path.read_bytes() == content:
        path.touch()
        return
    partial = path.with_suffix(f".{id(content)}.partial")
    partial.write_bytes(content)
    partial.replace(path)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
