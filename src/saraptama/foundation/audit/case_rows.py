"""Every audited row that belongs to a case: what hangs on its order, in whatever context.

The record knows no context, so it follows the keys: rows that refer to the order, rows that refer to those, and so on
downwards. A key of a model to itself leads to another case or to a row already found, and is not followed.
"""

from collections import defaultdict
from collections.abc import Iterator

from django.apps import apps
from django.db import models

from saraptama.foundation.audit.rows import AuditedModel

Rows = dict[str, set[str]]
"""Ids of rows by table."""

_LOOSE_KEYS = ("case_id", "subject_id")
"""Columns that name a case or a record without a key."""


def rows_of_case(root: models.Model) -> Rows:
    """The rows of the case whose order is `root`, with the order itself."""
    found: dict[type[models.Model], set[object]] = defaultdict(set)
    found[type(root)].add(root.pk)
    waiting: list[type[models.Model]] = [type(root)]
    while waiting:
        parent = waiting.pop()
        for child, field in _children(parent):
            keys = set(child._default_manager.filter(**{f"{field}__in": found[parent]}).values_list("pk", flat=True))
            if not keys <= found[child]:
                found[child] |= keys
                waiting.append(child)
    _add_loose(found)
    return {model._meta.db_table: {str(key) for key in keys} for model, keys in found.items() if keys}


def _audited() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if issubclass(model, AuditedModel)]


def _children(parent: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Audited models with a key to this one, and the key's name."""
    for child in _audited():
        if child is parent:
            continue
        for field in child._meta.concrete_fields:
            if field.is_relation and field.related_model is parent:
                yield child, field.name
                break


def _add_loose(found: dict[type[models.Model], set[object]]) -> None:
    keys = {key for ids in found.values() for key in ids}
    for model in _audited():
        names = {field.name for field in model._meta.concrete_fields if not field.is_relation}
        for name in names & set(_LOOSE_KEYS):
            found[model] |= set(model._default_manager.filter(**{f"{name}__in": keys}).values_list("pk", flat=True))
