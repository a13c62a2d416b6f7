"""What an import would do, or did: for a preview, and to tell whether it is still the same."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

# More rows than a person looks through; the numbers above the table count all of them.
PREVIEWED = 500
NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"


@dataclass(frozen=True)
class Touch:
    """A row that would be written: each cell as it is and as it will be."""

    number: int
    kind: str
    cells: Sequence[tuple[str, str]]

    @property
    def is_new(self) -> bool:
        return self.kind == NEW


@dataclass(frozen=True)
class Complaint:
    """What is wrong with a row: the cell, as a spreadsheet names it, its column, the words."""

    number: int
    cell: str
    column: str
    message: str


@dataclass
class Report:
    """What becomes of the rows of a file. `digest` is the same for the same changes."""

    numbers: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys((NEW, CHANGED, UNCHANGED, REFUSED), 0)
    )
    touched: list[Touch] = field(default_factory=list)
    refused: list[Complaint] = field(default_factory=list)
    base_errors: list[str] = field(default_factory=list)
    digest: str = ""

    def __post_init__(self) -> None:
        self._sum = hashlib.blake2b(digest_size=16)

    @property
    def writable(self) -> bool:
        """Whether there is something to write and nothing against it."""
        return not self.faulty and bool(self.numbers[NEW] or self.numbers[CHANGED])

    @property
    def faulty(self) -> bool:
        return bool(self.refused or self.base_errors)

    def refuse(self, complaints: Sequence[Complaint]) -> None:
        self.numbers[REFUSED] += 1
        self.refused += complaints

    def touch(self, number: int, kind: str, before: list[str], after: list[str]) -> None:
        """Counts a row that is to be written, and keeps the first ones."""
        self.numbers[kind] += 1
        self._sum.update(f"{number}\0{kind}\0{before}\0{after}".encode())
        if len(self.touched) < PREVIEWED:
            pairs = list(zip(before or after, after, strict=True))
            self.touched.append(Touch(number, kind, pairs))

    def close(self) -> None:
        self.digest = self._sum.hexdigest()
