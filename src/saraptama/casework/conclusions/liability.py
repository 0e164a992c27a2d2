"""The warning of liability, by version: the words that an expert confirmed. Versioned data with its source."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def _versions() -> dict[str, dict[str, Any]]:
    text = (files("saraptama.casework.conclusions") / "data" / "liability.yaml").read_text("utf-8")
    versions: dict[str, dict[str, Any]] = yaml.safe_load(text)["versions"]
    return versions


def latest_version() -> str:
    """The version that is shown to an expert who accepts today."""
    return max(_versions())


def text(version: str, case_category: str, language: str) -> str:
    """The words of a version for a category of case; criminal wording where the category has none of its own.

    A version that this installation does not know gets no words, and the conclusion lacks its warning.
    """
    known = _versions().get(version, {})
    words = known.get(case_category) or known.get("CRIM") or {}
    return str(words.get(language, ""))
