"""{{ agreement.title|recorded }}: marked as in the record's language, on pages in another.

{{ name.language|language_words }}: “English”.
"""

from django import template

from records import languages

register = template.Library()
register.filter("recorded", languages.recorded)
register.filter("language_words", languages.language_words)
