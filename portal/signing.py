"""When agreements were signed, read from their search documents, which hold it ready.

To work it out from the acts takes seconds for 20,000 agreements (see decision 91).
"""

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from search.models import SearchDocument


def with_signing(agreements: QuerySet) -> QuerySet:
    """Adds `signing` (EDTF), `signing_earliest` and `signing_latest` to public agreements."""
    own = SearchDocument.objects.filter(kind="agreements", record_id=OuterRef("pk"))
    return agreements.annotate(
        signing=Coalesce(Subquery(own.values("date")), Value("")),
        signing_earliest=Subquery(own.values("date_earliest")),
        signing_latest=Subquery(own.values("date_latest")),
    )
