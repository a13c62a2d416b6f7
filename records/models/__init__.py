"""The bases of every table: tracked changes, slugs that survive renames, publication."""

from records.models.changesets import ChangeSet, ChangeSetKind
from records.models.mappings import ColumnMapping
from records.models.publication import Publication, PublishedRecord
from records.models.revision import Revision
from records.models.slugs import FormerSlug, Record
from records.models.tracked import Tracked, TrackedQuerySet

__all__ = [
    "ChangeSet",
    "ChangeSetKind",
    "ColumnMapping",
    "FormerSlug",
    "Publication",
    "PublishedRecord",
    "Record",
    "Revision",
    "Tracked",
    "TrackedQuerySet",
]
