"""{{ record.start|words }}: an uncertain date in words."""

from django import template

from dates import words as dates_words

register = template.Library()
register.filter("words", dates_words.words)
