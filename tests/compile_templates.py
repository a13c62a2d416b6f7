"""Compiles every template of the project: a wrong tag is found without opening its page."""

import os
import sys
from pathlib import Path

import django
from django.template import TemplateSyntaxError, engines


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    root = Path("templates")
    problems = [
        problem
        for path in sorted(root.rglob("*"))
        if path.is_file() and (problem := compile_template(str(path.relative_to(root))))
    ]
    print("\n".join(problems))
    return 1 if problems else 0


def compile_template(name: str) -> str | None:
    """What is wrong with the template, or None."""
    try:
        engines["django"].get_template(name)
    except TemplateSyntaxError as error:
        return f"templates/{name}: {error}"
    return None


if __name__ == "__main__":
    sys.exit(main())
