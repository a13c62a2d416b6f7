"""The files of the tables: UTF-8, LF, commas, few quotation marks, rows in the order of keys."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from datapackage.tables import table_name
from records.columns import cell, column_names
from records.models import Tracked

CHUNK = 2000
Row = tuple[Any, ...]


@dataclass(frozen=True)
class TableFile:
    """A table's file as it was written: how many bytes, and their SHA-256 in hexadecimal."""

    model: type[Tracked]
    size: int
    sha256: str

    @property
    def name(self) -> str:
        return file_name(self.model)


def file_name(model: type[Tracked]) -> str:
    """The name of a table's file."""
    return f"{table_name(model)}.csv"


def write_table(model: type[Tracked], rows: Iterable[Row], target: IO[bytes]) -> TableFile:
    """Writes a table's rows, a few thousand in memory at a time."""
    size, digest = 0, hashlib.sha256()
    for piece in pieces(model, rows):
        target.write(piece)
        size += len(piece)
        digest.update(piece)
    return TableFile(model, size, digest.hexdigest())


def pieces(model: type[Tracked], rows: Iterable[Row]) -> Iterator[bytes]:
    """The file of a table, header first, in pieces of a few thousand rows."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column_names(model))
    for number, row in enumerate(rows, start=1):
        writer.writerow(map(cell, row))
        if number % CHUNK == 0:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()
