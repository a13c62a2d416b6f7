"""The catalogues of messages: made from the sources, checked, compiled."""

import gettext as gnu

import pytest
from babel.messages.catalog import Catalog, Message

from config import messages

pytestmark = pytest.mark.once


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A small project with texts in Python and in a template."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "LOCALE", tmp_path / "locale")
    (tmp_path / "portal").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "portal/views.py").write_text(
        "# Translators: of the year\n"
        '_("May")\n'
        'pgettext("may it be", "May")\n'
        'ngettext("%(count)s act", "%(count)s acts", 2)\n'
    )
    (tmp_path / "templates/page.html").write_text(
        "<p>not this</p>\n  {% if page %}\n {% translate 'A page' %}{% endif %}\n"
        "{% blocktranslate trimmed with name=page.name %}\n  Of {{ name }}\n{% endblocktranslate %}"
    )
    return tmp_path


def translate(language: str, said: dict[str, object]) -> None:
    catalog = messages.read(language)
    for text, translation in said.items():
        catalog.get(text).string = translation
    messages.po_file(language).write_bytes(messages.written(catalog))


def test_texts_come_from_python_and_from_templates(checkout):
    found = [(each.context, each.id) for each in messages.extracted() if each.id]
    assert found == [
        (None, "May"),
        ("may it be", "May"),
        (None, ("%(count)s act", "%(count)s acts")),
        (None, "A page"),
        (None, "Of %(name)s"),
    ]


def test_a_translation_is_kept_compiled_and_read_by_gettext(checkout):
    messages.update()
    translate("es", {"May": "mayo", "%(count)s act": ("%(count)s acto", "%(count)s actos")})
    assert messages.update() == []
    with (checkout / "locale/es/LC_MESSAGES/django.mo").open("rb") as file:
        spanish = gnu.GNUTranslations(file)
    assert spanish.gettext("May") == "mayo"
    assert spanish.ngettext("%(count)s act", "%(count)s acts", 2) == "%(count)s actos"
    assert spanish.ngettext("A page", "pages", 1) == "A page"


def test_a_second_run_changes_no_byte(checkout):
    messages.update()
    before = messages.po_file("fr").read_bytes()
    messages.update()
    assert messages.po_file("fr").read_bytes() == before


def test_a_text_that_is_gone_is_dropped_and_none_is_guessed(checkout):
    messages.update()
    translate("pt", {"A page": "Uma página"})
    page = checkout / "templates/page.html"
    page.write_text(page.read_text().replace("A page", "A pages"))
    messages.update()
    assert "Uma página" not in messages.po_file("pt").read_text()
    assert messages.read("pt").get("A pages").string == ""


def test_a_wrong_placeholder_is_told_with_its_place_and_not_compiled(checkout):
    messages.update()
    (checkout / "locale/fr/LC_MESSAGES/django.mo").unlink()
    translate("fr", {"Of %(name)s": "De %(nom)s"})
    assert messages.main("compile") == (
        "locale/fr/LC_MESSAGES/django.po: 'Of %(name)s': "
        "expected %(name)s, found %(nom)s in 'De %(nom)s'"
    )
    assert not (checkout / "locale/fr/LC_MESSAGES/django.mo").exists()


@pytest.mark.parametrize(
    ("text", "translation", "wrong"),
    [
        ("in {page}", "en {page}", ""),
        ("in {page}", "en", "expected {page}, found none in 'en'"),
        ("100%% of %(all)s", "100 %% de %(all)s", ""),
        ("a <b>bold</b> word", "ein Wort", "expected </b <b, found none in 'ein Wort'"),
        ("one\n", "uno", "expected ends, found none in 'uno'"),
        (("one act", "%(n)s acts"), ("un acto", "%(n)s actos"), ""),
        (("one act", "%(n)s acts"), ("un acto", ""), "expected 2 plural forms, found 1"),
        ("untranslated %(n)s", "", ""),
    ],
)
def test_it_sees_what_a_translation_lost(text, translation, wrong):
    assert messages.problem(Message(text, translation)) == wrong


def test_an_unfinished_translation_leaves_the_english(checkout):
    messages.update()
    assert messages.compile_outdated() == []
    with (checkout / "locale/pt/LC_MESSAGES/django.mo").open("rb") as file:
        portuguese = gnu.GNUTranslations(file)
    assert portuguese.ngettext("%(count)s act", "%(count)s acts", 2) == "%(count)s acts"


def test_a_catalogue_without_a_file_is_empty(checkout):
    assert len(messages.read("es")) == len(Catalog(locale="es")) == 0


def test_what_tables_and_serializers_say_of_themselves_is_a_text_too(checkout):
    (checkout / "portal/models.py").write_text(
        'class Fair(Model):\n    """A fair."""\n    class Meta:\n        verbose_name = "x"\n'
        'class Fairs(QuerySet):\n    """Many."""\n'
        'class FairSerializer(serializers.Serializer):\n    """As JSON."""\n'
        '    day = CharField(help_text="The day.")\n    end = CharField(help_text=_("The end."))\n'
    )
    found = {each.id for each in messages.extracted()}
    assert {"A fair.", "As JSON.", "The day.", "The end."} <= found
    assert "Many." not in found
