"""What became of a record and of every row that hangs on it; the way back to what was."""

from records.admin.history.views import HistoryMixin

__all__ = ["HistoryMixin"]
