"""The file formats of a listing in an address."""

from listings.views import FORMATS


class ExtensionConverter:
    """csv or xlsx."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
