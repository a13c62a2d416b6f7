"""What a form asks where two people changed the same: who, when, what it is now, which holds."""

from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

MINE, THEIRS = "mine", "theirs"


@dataclass
class Question:
    """A question beside a field, or above a row.

    `key` names it in what the form sends, `since` is the version that the page was opened with,
    `newest` the one that the answer is about, `version` the one that made the difference. What is
    `carried` the form sends along with the answer.
    """

    key: str
    since: int | None
    newest: int | None
    version: Any
    carried: dict[str, str] = field(default_factory=dict)

    def of_field(self, theirs: str) -> SafeString:
        """Both changed one field: theirs is shown, mine stands in the box."""
        return self._asked(
            theirs=theirs or _("(empty)"),
            lead="field",
            mine=_("Mine: what stands in the box"),
            other=_("Theirs: what is stored now"),
        )

    def of_deletion(self) -> SafeString:
        """I delete a row that they changed."""
        return self._asked(
            lead="deletion", mine=_("Delete it all the same"), other=_("Keep it as it is now")
        )

    def of_gone(self) -> SafeString:
        """I changed a row that they deleted, or moved elsewhere."""
        return self._asked(
            lead="gone" if self.version.history_type == "-" else "moved",
            mine=_("Add it again as it stands here"),
            other=_("Leave it out"),
        )

    def _asked(self, **context: Any) -> SafeString:
        own = {"question": self, "MINE": MINE, "THEIRS": THEIRS}
        return render_to_string("admin/records/_question.html", own | context)
