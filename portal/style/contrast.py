"""The colours of the style sheet, and how well they can be told apart (WCAG 2.2).

Reads the custom properties of the `:root` blocks of static/entente.css: `#rgb`, `#rrggbb`, or
`light-dark()` of two of them. Colours that the reader's system chooses are none of ours.
"""

import re
from collections.abc import Iterator

BLOCK = re.compile(r"(?:@media (?P<media>[^{]+?)\s*\{\s*)?:root\s*\{(?P<body>[^}]*)\}")
TOKEN = re.compile(r"--(?P<name>[\w-]+):\s*(?P<value>[^;]+);")
HEX = r"#(?:[0-9a-f]{6}|[0-9a-f]{3})"
COLOUR = re.compile(rf"(?P<both>{HEX})|light-dark\((?P<light>{HEX}), (?P<dark>{HEX})\)")
BRIGHTER = "(prefers-contrast: more)"

TEXT = ("ink", "muted", "link", "rubric", "good", "warn")
GROUNDS = ("paper", "raised")
# What is drawn rather than written: frames of fields, the focus, the bars of a chart.
SHAPES = ("edge", "rubric", "link", "good")

# The least that WCAG asks for: 1.4.3 (AA) and 1.4.6 (AAA) of text, 1.4.11 of what is drawn.
AA, AAA, DRAWN = 4.5, 7.0, 3.0


def tokens(css: str) -> dict[str, dict[str, str]]:
    """The custom properties of each `:root` block, by the condition that it stands under."""
    return {
        block["media"] or "": {token["name"]: token["value"] for token in TOKEN.finditer(block[0])}
        for block in BLOCK.finditer(css)
    }


def colours(css: str, scheme: str, media: str = "") -> dict[str, str]:
    """The colours, by name, in a scheme, “light” or “dark”, under a condition as well."""
    blocks = tokens(css)
    found = {}
    for name, value in (blocks[""] | blocks.get(media, {})).items():
        if colour := COLOUR.fullmatch(value):
            found[name] = colour["both"] or colour[scheme]
    return found


def luminance(colour: str) -> float:
    """The relative luminance of `#rgb` or `#rrggbb`, from 0 to 1."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    shares = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def pairs(found: dict[str, str]) -> Iterator[tuple[str, str, float]]:
    """Every text colour on every ground that it stands on, with their contrast."""
    for ground in GROUNDS:
        for name in TEXT:
            yield name, ground, contrast(found[name], found[ground])
    # Words that were looked for, in titles that lead somewhere too.
    for name in ("ink", "link"):
        yield name, "mark", contrast(found[name], found["mark"])
