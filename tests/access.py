"""What axe-core says against a page in a browser, in the light and in the dark."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe().axe_script
# All that differs in the dark.
COLOURS = ["color-contrast"]
# Telling of what is in order takes longer than judging it; no media and no frame is on any page.
OPTIONS = {"resultTypes": ["violations"], "selectors": False, "preload": False, "iframes": False}
WITHOUT_COLOURS = OPTIONS | {"rules": {rule: {"enabled": False} for rule in COLOURS}}
# Judging the colours of a text takes as long as all other rules together, and long tables are
# thousands of texts painted alike, on the same grounds: the first of each kind stands for the rest.
COLOURS_ALONE = """
options => {
  const text = ["color", "fontSize", "fontWeight", "textShadow"]
  const ground = ["backgroundColor", "backgroundImage", "opacity", "filter", "position"]
  const read = (element, names) => {
    const style = getComputedStyle(element)
    return names.map(name => style[name]).join("|")
  }
  const nothing = "rgba(0, 0, 0, 0)|none|1|none|static"
  const numbers = new Map(), grounds = new Map()
  const on = element => {
    if (!element) return 0
    if (!grounds.has(element)) {
      const below = on(element.parentElement), own = read(element, ground)
      const key = `${below}|${own}`
      if (!numbers.has(key)) numbers.set(key, numbers.size + 1)
      grounds.set(element, own === nothing ? below : numbers.get(key))
    }
    return grounds.get(element)
  }
  const says = element => element.matches("input, select, textarea") ||
    [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
  const first = new Map()
  for (const element of document.body.querySelectorAll("*")) {
    if (!says(element) || !element.checkVisibility()) continue
    const kind = `${on(element)}|${read(element, text)}`
    if (!first.has(kind)) first.set(kind, element)
  }
  return axe.run({include: [...first.values()]}, options)
}
"""
Broken = tuple[str, str, list[str]]


def broken(page: Page) -> list[Broken]:
    """The rules that the page breaks: in which light, which rule, and where. It is left dark."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    page.emulate_media(color_scheme="light")
    found = told("any", page.evaluate("options => axe.run(options)", WITHOUT_COLOURS))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += told(scheme, page.evaluate(COLOURS_ALONE, OPTIONS | {"runOnly": COLOURS}))
    return found


def told(scheme: str, answer: dict) -> list[Broken]:
    return [
        (scheme, rule["id"], [node["html"] for node in rule["nodes"]])
        for rule in answer["violations"]
    ]
