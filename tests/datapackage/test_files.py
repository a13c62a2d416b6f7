import csv
import hashlib
import io

from datapackage.files import CHUNK, TableFile, pieces, write_table
from records.columns import column_names
from records.models import FormerSlug

ROWS = [("kind", f"former-{number}", "now,\n“here”") for number in range(CHUNK + 1)]


def test_it_is_written_in_pieces_that_make_one_file():
    found = list(pieces(FormerSlug, iter(ROWS)))
    assert [len(piece) > 0 for piece in found] == [True, True]
    text = io.StringIO(b"".join(found).decode(), newline="")
    assert list(csv.reader(text)) == [column_names(FormerSlug), *map(list, ROWS)]


def test_an_empty_table_is_its_header():
    assert b"".join(pieces(FormerSlug, [])) == b"kind,former,current\n"


def test_it_counts_and_sums_what_it_writes():
    target = io.BytesIO()
    written = write_table(FormerSlug, ROWS, target)
    content = target.getvalue()
    expected = TableFile(FormerSlug, len(content), hashlib.sha256(content).hexdigest())
    assert written == expected
    assert written.name == "former-slugs.csv"
