"""`saraptama term FILE.jsonl`: the statutory clock by itself, for integrators and tests. No database, no account."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, TextIO

import click

from saraptama.cli.environment import SETTINGS

if TYPE_CHECKING:
    from saraptama.casework.examinations.rules import History
    from saraptama.casework.examinations.types import Defect, Step, Term
    from saraptama.kernel.calendar import WorkingCalendar

LANGUAGES = ("kk", "ru", "en")
NOT_ALL_READ = 1


@click.command("term")
@click.argument("file", type=click.File(encoding="utf-8"), metavar="FILE.jsonl")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, in the same order.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="ru", show_default=True, help="Of the plain report.")
def term(file: TextIO, *, as_json: bool, lang: str) -> None:
    """Reckon the term of each history in FILE.jsonl (`-`: standard input), one JSON object a line.

    By the norms and the working calendar that come with the system; `options` of a history override norms. Oddities
    are named as `defects`; a line that is no history gets an answer without dates. Exit code 0 if every line was one.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()
    all_read = True
    for line in file:
        if line.strip():
            history, reckoned = _judge(_parsed(line))
            all_read = all_read and reckoned is not None
            click.echo(json.dumps(answer(history, reckoned), ensure_ascii=False) if as_json
                       else "\n".join(_report(history, reckoned, lang)))  # fmt: skip
    sys.exit(0 if all_read else NOT_ALL_READ)


def _parsed(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _judge(document: object) -> "tuple[History, Term | None]":
    from saraptama.casework.examinations import rules
    from saraptama.casework.examinations.enums import DefectCode
    from saraptama.casework.examinations.types import Defect

    history = rules.read_history(document)
    try:
        norms = rules.Norms.from_values(*_values_of(history))
    except (LookupError, rules.NormsNotUnderstood):
        history.defects.append(Defect(DefectCode.NOT_UNDERSTOOD, key="norms"))
        return history, None
    if history.as_of is None:
        history.defects.append(Defect(DefectCode.NOT_UNDERSTOOD, key="as_of"))
        return history, None
    return history, rules.term(history.facts, norms, _calendar(), history.as_of)


def _values_of(history: "History") -> tuple[str, dict[str, Any]]:
    known = _delivered_norms()
    version = history.norms or list(known)[-1]
    return version, _overridden(known[version], history.options)


def _overridden(values: Mapping[str, Any], options: Mapping[str, Any]) -> dict[str, Any]:
    """Each option replaces what it names; a plain value stands for an entry's `value` (or its `cap`)."""
    changed = dict(values)
    for name, option in options.items():
        known = changed.get(str(name))
        if isinstance(option, Mapping) and isinstance(known, Mapping):
            changed[str(name)] = _overridden(known, option)
        elif isinstance(known, Mapping):
            changed[str(name)] = {**known, ("cap" if "cap" in known else "value"): option}
        else:
            changed[str(name)] = option
    return changed


@cache
def _delivered_norms() -> dict[str, dict[str, Any]]:
    from saraptama.foundation.reference import selectors as reference

    return reference.delivered_norms()


@cache
def _calendar() -> "WorkingCalendar":
    from saraptama.foundation.reference import selectors as reference

    return reference.delivered_calendar()


def answer(history: "History", reckoned: "Term | None") -> dict[str, Any]:
    """The answer to one history, as machines read it; without dates when it could not be reckoned."""
    defects = [_defect(defect) for defect in (*history.defects, *(reckoned.defects if reckoned else ()))]
    if reckoned is None:
        return {"id": history.id, **dict.fromkeys(_FIGURES), "defects": defects, "steps": []}
    figures = (
        reckoned.t0, reckoned.due, reckoned.cap, reckoned.target, _STATES[reckoned.state.value], reckoned.elapsed,
        reckoned.counters.suspended, reckoned.remaining, reckoned.counters.in_unit, reckoned.counters.in_production,
        reckoned.delivery_due,
    )  # fmt: skip
    return {
        "id": history.id,
        **{name: _plain(figure) for name, figure in zip(_FIGURES, figures, strict=True)},
        "defects": defects,
        "steps": list(_steps(reckoned)),
        "due_on_confirmed_grounds": _plain(reckoned.due_on_confirmed_grounds),
        "provisional": reckoned.is_provisional,
    }


_FIGURES = (
    "t0", "due", "cap", "target", "state", "elapsed_days", "suspended_days", "remaining_days", "days_in_unit",
    "days_in_production", "delivery_due",
)  # fmt: skip
_STATES = {
    "WAITING": "waiting_for_objects",
    "RUNNING": "running",
    "SUSPENDED": "suspended",
    "OVERDUE": "overdue",
    "STOPPED": "stopped",
}


def _plain(figure: object) -> object:
    return figure.isoformat() if isinstance(figure, date) else figure


def _defect(defect: "Defect") -> dict[str, Any]:
    return {"code": defect.code.value.lower(), "on": _plain(defect.on), "at": defect.key}


def _steps(reckoned: "Term") -> Iterator[dict[str, Any]]:
    sentences = {language: _sentences(reckoned, language) for language in LANGUAGES}
    for place, step in enumerate(reckoned.steps):
        yield {**_step(step), "says": {language: said[place] for language, said in sentences.items()}}


def _step(step: "Step") -> dict[str, Any]:
    return {
        "key": step.key,
        "rule": step.rule,
        "article": step.article,
        "from": _plain(step.start),
        "to": _plain(step.end),
        "days": step.days,
        "unit": step.unit,
        "confirmed": step.confirmed,
        "due_after": _plain(step.due_after),
    }


def _sentences(reckoned: "Term", language: str) -> list[str]:
    from django.utils import translation

    from saraptama.casework.examinations.selectors import explain

    with translation.override(language):
        return [explained.sentence for explained in explain(reckoned)]


def _report(history: "History", reckoned: "Term | None", language: str) -> Iterator[str]:
    from django.utils import translation

    from saraptama.casework.examinations.labels import label_of

    due = reckoned.due.isoformat() if reckoned and reckoned.due else "—"
    yield f"{history.id or '—'}: {due}"
    if reckoned:
        yield from (f"  {sentence}" for sentence in _sentences(reckoned, language))
    with translation.override(language):
        for defect in (*history.defects, *(reckoned.defects if reckoned else ())):
            yield f"  ! {label_of(defect.code)} {defect.on or ''} {defect.key}".rstrip()
