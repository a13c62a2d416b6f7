"""One address, one format."""

from typing import Any

from rest_framework.negotiation import BaseContentNegotiation


class AsAddressed(BaseContentNegotiation):
    """The address says which format is meant: `Accept` is not asked, and there is no 406."""

    def select_parser(self, request: Any, parsers: Any) -> None:
        return None

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type
