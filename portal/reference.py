"""The description of the API in the form in which a page shows it."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.api import Schema

MEANING = re.compile(r"^\* `(?P<value>.*)` [-–] (?P<words>.*)$", re.MULTILINE)
KINDS = {
    "array": gettext_lazy("list"),
    "boolean": gettext_lazy("true or false"),
    "integer": gettext_lazy("whole number"),
    "number": gettext_lazy("number"),
    "object": gettext_lazy("object"),
    "string": gettext_lazy("text"),
}
FORMATS = {
    "date": gettext_lazy("day (YYYY-MM-DD)"),
    "edtf-day": gettext_lazy("day, month or year"),
    "uri": gettext_lazy("address"),
}


@dataclass(frozen=True)
class Property:
    """A parameter, or a property of an answer; `values` are those allowed, with their words."""

    name: str
    holds: str
    meaning: str
    values: list[tuple[str, str]]
    of: str = ""  # the component that it holds, or a list of which
    limits: str = ""


@dataclass(frozen=True)
class Address:
    """An address, what it answers, in which media types, and one that can be tried."""

    path: str
    summary: str
    media: list[str]
    example: str = ""
    answer: str = ""  # the component, for a list that of its rows


@dataclass
class Section:
    """The addresses that belong together."""

    name: str
    title: str
    text: str
    addresses: list[Address] = field(default_factory=list)
    parameters: dict[str, Property] = field(default_factory=dict)


@dataclass(frozen=True)
class Component:
    """A kind of object in the answers, or several that look alike."""

    names: list[str]
    text: str
    properties: list[Property]
    row: str = ""  # the component whose properties it has as well


def sections(described: Schema, slugs: dict[str, str]) -> list[Section]:
    """The addresses by what they are about; `slugs` names a record of each kind to try.

    For addresses of two records, the second stands under “other” and the kind.
    """
    found: dict[str, Section] = {}
    texts = {tag["name"]: tag["description"] for tag in described["tags"]}
    for path, item in described["paths"].items():
        operation = item["get"]
        tag = operation["tags"][0]
        section = found.setdefault(tag, Section(tag, tag.capitalize(), texts.get(tag, "")))
        slug, other = slugs.get(tag, ""), slugs.get(f"other {tag}", "")
        section.addresses.append(address(path, operation, slug, other))
        for each in operation["parameters"]:
            if each["in"] == "query":
                section.parameters.setdefault(each["name"], parameter(each))
    return list(found.values())


def address(path: str, operation: Schema, slug: str, other: str = "") -> Address:
    """One address; its example is itself where it stands for one record only."""
    content = operation["responses"]["200"]["content"]
    schema = content.get("application/json", {}).get("schema", {})
    example = path.replace("{slug}", slug or "{slug}").replace("{other}", other or "{other}")
    return Address(
        path,
        operation["summary"],
        list(content),
        "" if "{" in example else example,
        component_of(schema).replace("Page", "Row"),
    )


def parameter(each: Schema) -> Property:
    """A parameter of a query; one that may be repeated is what each of its values is."""
    schema = each["schema"]
    one = (
        schema.get("items", {}) | {"maxItems": schema["maxItems"]} if "items" in schema else schema
    )
    return property_of(each["name"], one | {"description": each["description"]})


def components(described: Schema) -> list[Component]:
    """The kinds of objects in the answers, the whole answers of listings aside."""
    schemas = described["components"]["schemas"]
    found: list[Component] = []
    for name, schema in schemas.items():
        if name.endswith("Page"):
            continue
        row = name.replace("Record", "Row") if name.endswith("Record") else ""
        known = schemas.get(row, {}).get("properties", {})
        own = {key: each for key, each in schema["properties"].items() if each != known.get(key)}
        properties = [property_of(*each) for each in own.items()]
        alike = next((each for each in found if each.properties == properties), None)
        if alike:
            alike.names.append(name)
        else:
            found.append(Component([name], said(schema), properties, row))
    return found


def property_of(name: str, schema: Schema) -> Property:
    """A property as a page shows it."""
    text = said(schema)
    values = [(match["value"], match["words"]) for match in MEANING.finditer(text)]
    return Property(
        name=name,
        holds=holds(schema),
        meaning=MEANING.sub("", text).strip(),
        values=values or named(schema),
        of=component_of(schema),
        limits=limits(schema),
    )


def named(schema: Schema) -> list[tuple[str, str]]:
    """The values that explain themselves, such as columns to sort by, which a “-” turns round."""
    values = [value for value in schema.get("enum", ()) if value]
    return [(value, value) for value in values if value.lstrip("-") == value]


def said(schema: Schema) -> str:
    """The description, which is in English where it comes from a class: see config.messages."""
    text = schema.get("description", "")
    return _(text) if text else ""


def component_of(schema: Schema) -> str:
    """The component that a schema is made of, alone or as a list."""
    inner = schema.get("items", schema)
    return inner.get("$ref", "").rpartition("/")[2]


def holds(schema: Schema) -> str:
    """What a value is, in words."""
    types = schema.get("type", "object")
    one = next(each for each in ([types] if isinstance(types, str) else types) if each != "null")
    if one == "array":
        words = _("list of %(what)s") % {"what": component_of(schema) or holds(schema["items"])}
    else:
        words = component_of(schema) or plain(schema, one)
    return _("%(what)s, or null") % {"what": words} if "null" in types else words


def plain(schema: Schema, kind: str) -> str:
    """What a single value is, in words."""
    known = schema.get("format", "")
    if "enum" in schema:
        return _("one of the values named")
    if known.endswith("-slug-or-name"):
        return _("slug or name")
    return str(FORMATS.get(known, KINDS[kind]))


def limits(schema: Schema) -> str:
    """What a number or a text must keep to."""
    told = []
    if "maximum" in schema:
        told.append(
            _("%(least)s to %(most)s") % {"least": schema["minimum"], "most": schema["maximum"]}
        )
    if "default" in schema:
        told.append(_("%(value)s unless given") % {"value": schema["default"]})
    if "maxLength" in schema:
        told.append(_("at most %(most)s characters") % {"most": schema["maxLength"]})
    if "maxItems" in schema:
        told.append(_("may be given up to %(most)s times") % {"most": schema["maxItems"]})
    return "; ".join(told)
