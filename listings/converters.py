"""The formats of a listing in an address."""

from listings.views import FORMATS


class ExtensionConverter:
    """csv, xlsx or json."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
