"""What rows say of one another: slugs that must exist, circles, citations of a field."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from django.db import models
from django.utils.translation import gettext as _

from curation.reading import Package, Row
from curation.stored import SlugIds
from datapackage.tables import own_references, references, table_name, tables, target
from records.circles import circle_words, circles
from records.columns import column_names, quoted
from records.models import FormerSlug, Tracked
from sources.models import Citation, citable_fields

# Looking for what a misspelt slug may have meant takes a while where there are many.
MOST_GUESSES = 50


class References:
    """Checks a package's references against its own rows and those in the database."""

    def __init__(self, package: Package, slugs: SlugIds) -> None:
        self.package = package
        self.slugs = slugs
        self.guesses = 0
        self.known: dict[type[Tracked], Collection[str]] = {}

    def check(self) -> None:
        """Adds to the package's problems whatever does not hold."""
        for model in self.package.models():
            for field in references(model):
                if target(field) not in self.package.damaged:
                    self._check_column(model, field)
            for field in own_references(model):
                self._check_circles(model, field)
            if issubclass(model, Citation):
                self._check_fields(model)
            if model is FormerSlug:
                self._check_former_slugs()

    def _known(self, model: type[Tracked]) -> Collection[str]:
        if model not in self.known:
            rows = self.package.rows.get(model, {})
            self.known[model] = self.slugs.of(model).keys() | {key[0] for key in rows}
        return self.known[model]

    def _check_column(self, model: type[Tracked], field: models.ForeignKey) -> None:
        for row, slug in self._cells(model, field):
            self._check_slug(row, field.name, slug, target(field))

    def _check_slug(self, row: Row, column: str, slug: str, model: type[Tracked]) -> None:
        """The slug in a row's column must be that of a row in the table."""
        known = self._known(model)
        if slug not in known:
            self.package.report(
                row.sheet.place(row.line, column),
                quoted(slug),
                _("the slug of a row in %(table)s") % {"table": table_name(model)},
                self._remedy(slug, known),
            )

    def _remedy(self, slug: str, known: Collection[str]) -> str:
        self.guesses += 1
        near = get_close_matches(slug, known, n=3) if self.guesses <= MOST_GUESSES else []
        if not near:
            return _("correct the slug or add the row that it names")
        return _("write %(near)s, or add the row that it names") % {
            "near": _(" or ").join(map(quoted, near))
        }

    def _cells(self, model: type[Tracked], field: models.Field) -> Iterator[tuple[Row, str]]:
        """Rows with something in the column, and what it is."""
        index = column_names(model).index(field.name)
        for row in self.package.rows[model].values():
            if row.values[index]:
                yield row, row.values[index]

    def _check_circles(self, model: type[Tracked], field: models.ForeignKey) -> None:
        rows = {key[0]: row for key, row in self.package.rows[model].items()}
        follows = {slug: to for slug, to in self._stored(model, field) if slug not in rows}
        follows |= {row.values[0]: slug for row, slug in self._cells(model, field)}
        for circle in circles(follows):
            if row := next((rows[slug] for slug in circle if slug in rows), None):
                self._report_circle(row, field, circle)

    def _stored(self, model: type[Tracked], field: models.ForeignKey) -> Iterator[tuple[str, str]]:
        """Rows in the database that point to another one of their own table."""
        pointing = model._base_manager.filter(**{f"{field.name}__isnull": False})
        return pointing.values_list("slug", f"{field.name}__slug").iterator()

    def _report_circle(self, row: Row, field: models.ForeignKey, circle: list[str]) -> None:
        self.package.report(
            row.sheet.place(row.line, field.name),
            _("the circle %(circle)s") % {"circle": circle_words(circle, row.values[0])},
            _("“%(column)s” to lead from row to row and end") % {"column": field.name},
            _("empty the cell of one of these rows"),
        )

    def _check_fields(self, model: type[Citation]) -> None:
        expected = citable_fields(model)
        for row, name in self._cells(model, model._meta.get_field("field")):
            if name not in expected:
                near = get_close_matches(name, expected, n=1)
                self.package.report(
                    row.sheet.place(row.line, "field"),
                    quoted(name),
                    _("a field of the record: %(names)s") % {"names": ", ".join(expected)},
                    _("write “%(near)s”") % {"near": near[0]}
                    if near
                    else _("leave the cell empty to cite the whole record"),
                )

    def _check_former_slugs(self) -> None:
        """An old address leads to a row of its kind, which no foreign key can say."""
        kinds = {model._meta.label_lower: model for model in tables() if "slug" in model.key_fields}
        field = FormerSlug._meta.get_field("current")
        for row, slug in self._cells(FormerSlug, field):
            kind = row.values[0]
            if kind not in kinds:
                self._report_kind(row, kind, list(kinds))
            elif kinds[kind] not in self.package.damaged:
                self._check_slug(row, field.name, slug, kinds[kind])

    def _report_kind(self, row: Row, kind: str, kinds: list[str]) -> None:
        near = get_close_matches(kind, kinds, n=1)
        self.package.report(
            row.sheet.place(row.line, "kind"),
            quoted(kind),
            _("the name of a table such as %(kind)s") % {"kind": "organizations.organization"},
            _("write “%(near)s”") % {"near": near[0]} if near else _("remove the row"),
        )
