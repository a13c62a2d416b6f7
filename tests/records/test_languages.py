"""Texts of the record, marked as what they are on pages in other languages."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from records.languages import language_words


def shown(text: str, language: str) -> str:
    template = Template("{% load languages %}" + text)
    with override(language):
        return template.render(Context({"title": "A <memo>", "text": "One.\n\nTwo.", "none": ""}))


@pytest.mark.parametrize(
    ("text", "spanish"),
    [
        ("{{ title|recorded }}", '<span lang="en">A &lt;memo&gt;</span>'),
        ("{{ text|linebreaks|recorded }}", '<p lang="en">One.</p>\n\n<p lang="en">Two.</p>'),
        ("{{ none|recorded }}", ""),
    ],
)
def test_a_text_bears_its_language_only_where_the_page_has_another(text, spanish):
    assert shown(text, "es") == spanish
    assert shown(text, "en") == shown(text.replace("|recorded", ""), "en")


@pytest.mark.parametrize(
    ("tag", "words"),
    [("en", "English"), ("es-419", "Spanish"), ("PT-BR", "Brazilian Portuguese"), ("tlh", "tlh")],
)
def test_a_language_is_called_by_its_name_where_it_has_one_here(tag, words):
    assert language_words(tag) == words


def test_it_is_called_as_in_the_readers_language():
    with override("fr"):
        assert language_words("en") == "Anglais"
