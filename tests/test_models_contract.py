"""What holds for every model: docstring, words, help texts, key, factory, history, citations."""

import importlib
import re
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.db import models
from django.urls import resolve
from django.utils.functional import Promise
from factory.django import DjangoModelFactory

from agreements.models import Theme
from records.models import PublishedRecord, Record, Tracked
from records.naming import naming_paths
from sources.models import Citation

OUR_APPS = (
    "search",
    "records",
    "sources",
    "organizations",
    "agreements",
    "events",
    "curation",
    "desk",
    "portal",
)
ONE_SENTENCE = re.compile(r"[A-Z].*[^.\s][.…]")
SOME_ID = 987_654_321


def own_models() -> list[type[models.Model]]:
    """Every model that we wrote, without the tables of history made for them."""
    every = (model for app in OUR_APPS for model in apps.get_app_config(app).get_models())
    return [model for model in every if not hasattr(model, "instance_type")]


def factory_of(model: type[models.Model]) -> type[DjangoModelFactory]:
    """The model's factory, by its name."""
    module = importlib.import_module(f"tests.{model._meta.app_label}.factories")
    return getattr(module, f"{model.__name__}Factory")


def label(value: object) -> str:
    return value._meta.label if isinstance(value, type) else str(value)


MODELS = [model for model in own_models() if issubclass(model, Tracked)]
RECORDS = [model for model in MODELS if issubclass(model, Record)]
CITATIONS = [model for model in MODELS if issubclass(model, Citation)]
# What the record's own evidence and its keywords rest on is not itself a fact that needs a source.
UNCITED = {"sources.Source", "sources.Passage", Theme._meta.label}
# The foreign key that every citation shares: the admin shows a citation only inside its record.
SHARED = {"record"}
every_model = pytest.mark.parametrize("model", MODELS, ids=label)
every_citation = pytest.mark.parametrize("model", CITATIONS, ids=label)
once = pytest.mark.once


def fields_of(model: type[Tracked]) -> list[models.Field]:
    return [f for f in model._meta.fields if not f.primary_key and f.name not in SHARED]


def test_there_are_models_to_walk():
    assert len(MODELS) == len(set(MODELS)) > 40


@pytest.mark.parametrize("model", own_models(), ids=label)
def test_its_docstring_says_in_a_sentence_what_it_is(model):
    first = model.__doc__.split("\n\n")[0].strip()
    assert ONE_SENTENCE.fullmatch(first)
    assert ". " not in first


@pytest.mark.parametrize("model", own_models(), ids=label)
def test_its_name_can_be_translated(model):
    assert isinstance(model._meta.verbose_name, Promise)
    assert isinstance(model._meta.verbose_name_plural, Promise)


@every_model
def test_its_fields_have_names_that_can_be_translated(model):
    assert [f.name for f in fields_of(model) if not isinstance(f._verbose_name, Promise)] == []


@every_model
def test_its_fields_tell_staff_what_to_fill_in(model):
    texts = {f.name: f.help_text for f in fields_of(model) if f.editable}
    sentence = re.compile(r"[A-Z0-9“].*[.…”]", re.DOTALL)
    assert [name for name, text in texts.items() if not isinstance(text, Promise)] == []
    assert [name for name, text in texts.items() if not sentence.fullmatch(str(text))] == []


@every_model
@pytest.mark.django_db
def test_its_factory_makes_a_valid_public_row_whose_history_is_kept_to_its_end(model):
    row = factory_of(model)()
    row.full_clean()
    assert list(model.objects.published()) == [row]
    row.save()
    row.delete()
    assert list(model.history.values_list("history_type", flat=True)) == ["-", "~", "+"]


@once
@every_model
@pytest.mark.django_db
def test_rows_have_words_that_cost_no_query_and_hold_no_database_id(
    model, django_assert_num_queries
):
    made = {*factory_of(model).create_batch(2), factory_of(model)(pk=SOME_ID)}
    rows = list(model.objects.select_related(*naming_paths(model)))
    with django_assert_num_queries(0):
        words = {row: str(row) for row in rows}
    assert {*words} == made
    assert len(made) == 3
    assert "" not in words.values()
    assert not any(" object (" in text for text in words.values())
    assert str(SOME_ID) not in words[model(pk=SOME_ID)]


@once
@pytest.mark.parametrize(
    "model", [model for model in MODELS if hasattr(model, "get_absolute_url")], ids=label
)
@pytest.mark.django_db
def test_its_address_is_on_the_site_and_holds_its_slug(model):
    row = factory_of(model)()
    address = urlsplit(row.get_absolute_url())
    assert resolve(address.path)
    assert row.slug in (address.path.strip("/").split("/")[-1], address.fragment)


@once
@every_citation
@pytest.mark.django_db
def test_the_words_of_what_it_is_cited_for_cost_no_query(model, django_assert_num_queries):
    factory_of(model).create_batch(2)
    rows = list(model.objects.select_related(*model.record_paths()))
    with django_assert_num_queries(0):
        assert "" not in [str(row.record) for row in rows]


def unique_together(model: type[models.Model]) -> list[set[str]]:
    """The sets of fields of which no two rows have the same values."""
    rules = (c for c in model._meta.constraints if isinstance(c, models.UniqueConstraint))
    singles = [{field.name} for field in model._meta.fields if field.unique]
    return singles + [set(rule.fields) for rule in rules if rule.condition is None]


@every_model
def test_its_key_names_one_row_without_a_database_id(model):
    assert "id" not in model.key_fields
    assert set(model.key_fields) in unique_together(model)


@every_model
def test_what_it_is_published_with_is_always_there(model):
    for name in model.published_with:
        field = model._meta.get_field(name)
        assert isinstance(field, models.ForeignKey)
        assert (name, field.null) == (name, False)
        assert hasattr(field.related_model, "published_rule")


@every_model
def test_it_is_published_with_everything_that_it_hangs_on(model):
    required = {
        field.name
        for field in model._meta.fields
        if isinstance(field, models.ForeignKey)
        and not field.null
        and (field.related_model.published_with or issubclass(field.related_model, PublishedRecord))
    }
    assert set(model.published_with) == required


@every_model
def test_what_it_is_published_with_if_set_may_be_unset(model):
    for name in model.published_with_if_set:
        assert (name, model._meta.get_field(name).null) == (name, True)


@every_model
def test_what_is_hidden_with_a_reference_may_be_empty(model):
    for name, reference in model.hidden_with.items():
        assert model._meta.get_field(name).null
        assert model._meta.get_field(reference).null


@every_citation
def test_a_citation_hangs_on_a_fact_of_its_own_app(model):
    record = model._meta.get_field("record")
    assert record.remote_field.related_name == "citations"
    assert record.remote_field.on_delete is models.CASCADE
    assert model.__name__ == f"{record.related_model.__name__}Citation"
    assert model._meta.app_label == record.related_model._meta.app_label


def test_every_fact_can_be_cited():
    cited = {model._meta.get_field("record").related_model for model in CITATIONS}
    assert {model._meta.label for model in RECORDS} - UNCITED == {m._meta.label for m in cited}


@every_model
def test_it_is_ordered_down_to_the_last_row(model):
    assert not model._meta.ordering or model._meta.ordering[-1] == "pk"
