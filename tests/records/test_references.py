"""A record's citation in words, and escaped as each reference manager reads it."""

import json
from datetime import date

import pytest
from django.utils.translation import override

from records.references import Reference, bibtex, csl_json, ris, tex

pytestmark = pytest.mark.once


def reference(**given: object) -> Reference:
    usual = {
        "listing": "agreements",
        "slug": "ferries",
        "title": "Agreement on ferries",
        "kind": "agreement",
        "address": "https://entente.example/agreements/ferries/",
        "revision": 12,
        "changed": date(2026, 1, 31),
        "accessed": date(2026, 9, 1),
        "language": "en",
    }
    return Reference(**usual | given)


def test_it_is_a_sentence():
    assert reference().words == (
        "Entente, “Agreement on ferries” (agreement), revision 12 of the data, "
        "consulted on 1 September 2026, https://entente.example/agreements/ferries/."
    )


def test_it_is_bibtex():
    assert bibtex(reference(title="R&D: 100% of {all}")) == (
        "@misc{entente-agreements-ferries,\n"
        "  author = {{Entente}},\n"
        r"  title = {{R\&D: 100\% of \{all\}}}," + "\n"
        "  year = {2026},\n"
        "  publisher = {Entente},\n"
        "  version = {revision 12 of the data},\n"
        "  type = {agreement},\n"
        r"  howpublished = {\url{https://entente.example/agreements/ferries/}}," + "\n"
        "  url = {https://entente.example/agreements/ferries/},\n"
        "  urldate = {2026-09-01},\n"
        "  note = {revision 12 of the data, consulted on 2026-09-01},\n"
        "}\n"
    )


def test_tex_prints_each_letter_as_it_is():
    assert tex("a_b #1 ~x ^y \\cmd $5\n&c") == (
        r"a\_b \#1 \textasciitilde{}x \textasciicircum{}y \textbackslash{}cmd \$5 \&c"
    )
    assert tex("Convenção “nº 3”") == "Convenção “nº 3”"


def test_it_is_ris_with_one_line_for_each_value():
    lines = ris(reference(title="Agreement\r\nTY  - BOOK\u2028on\x00ferries")).split("\r\n")
    assert lines[:4] == [
        "TY  - DATA",
        "AU  - Entente",
        "TI  - Agreement TY - BOOK on ferries",
        "PY  - 2026",
    ]
    assert "Y2  - 2026/09/01/" in lines
    assert lines[-2:] == ["ER  - ", ""]


def test_it_is_csl_json():
    [item] = json.loads(csl_json(reference(title='"Ferries"\n')))
    assert item["type"] == "dataset"
    assert item["title"] == '"Ferries"\n'
    assert item["author"] == [{"literal": "Entente"}]
    assert item["issued"] == {"date-parts": [[2026, 1, 31]]}
    assert item["accessed"] == {"date-parts": [[2026, 9, 1]]}
    assert item["URL"] == "https://entente.example/agreements/ferries/"


def test_it_is_said_in_the_readers_language():
    with override("fr"):
        assert "1er septembre 2026" in reference().words
