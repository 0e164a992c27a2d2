"""Pictures and tables of a draft as the editor lists them, each with the mark that is typed into the text."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.conclusions.selectors import Figure, mark
from saraptama.web.expert_desk.forms import PictureForm, TableForm


@dataclass(frozen=True)
class Shown:
    """One picture or table in its place."""

    row: Any
    mark: str
    form: Any
    address: str = ""
    """Of the small picture."""
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True)
class Figures:
    """All of them."""

    pictures: list[Shown]
    tables: list[Shown]

    def __bool__(self) -> bool:
        return bool(self.pictures or self.tables)


def figures_of(conclusion: Any) -> Figures:
    """In their order, numbered from 1."""
    pictures, tables = conclusions.pictures_of(conclusion), conclusions.tables_of(conclusion)
    return Figures(
        [_picture(conclusion, row, number, len(pictures)) for number, row in enumerate(pictures, 1)],
        [_table(conclusion, row, number, len(tables)) for number, row in enumerate(tables, 1)],
    )


def _picture(conclusion: Any, row: Any, number: int, last: int) -> Shown:
    initial = {"caption": row.caption, "description": row.description}
    return Shown(
        row,
        mark(Figure.PICTURE, number, conclusion.language),
        PictureForm(initial=initial, prefix=f"picture-{row.pk}"),
        reverse("expert_picture", args=[conclusion.pk, row.pk]),
        is_first=number == 1,
        is_last=number == last,
    )


def _table(conclusion: Any, row: Any, number: int, last: int) -> Shown:
    initial = {"caption": row.caption, "cells": "\n".join(" | ".join(cells) for cells in row.rows)}
    return Shown(
        row,
        mark(Figure.TABLE, number, conclusion.language),
        TableForm(initial=initial, prefix=f"table-{row.pk}"),
        is_first=number == 1,
        is_last=number == last,
    )
