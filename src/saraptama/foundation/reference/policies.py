"""Who may change reference data, and which numbers of other registers are accepted."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from saraptama.foundation.reference.errors import NumberMalformed
from saraptama.foundation.reference.rights import REFERENCE_EDIT, REFERENCE_IMPORT
from saraptama.kernel import identifiers
from saraptama.kernel.actor import SYSTEM, ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.kernel.identifiers import Problem, Verdict
from saraptama.kernel.rights import Grant

LOADER: ActorRef = replace(SYSTEM, grants=(Grant(REFERENCE_IMPORT.code), Grant(REFERENCE_EDIT.code)))
"""The service itself when it loads the data it is delivered with: it has these two rights and no other."""

PROBLEM_SAYS: dict[Problem, Any] = {
    Problem.EMPTY: _("it is empty"),
    Problem.NOT_TWELVE_DIGITS: _("it must have 12 digits"),
    Problem.CHECK_DIGIT: _("the check digit is wrong, a digit was mistyped"),
    Problem.NOT_ISSUABLE: _("such a number is never issued"),
    Problem.LAYOUT: _("its form is wrong"),
}


def check_edit(actor: ActorRef) -> None:
    """Refuse an actor who may not change reference data."""
    actor.require(REFERENCE_EDIT)


def can_edit(actor: ActorRef) -> bool:
    """Whether to show the button."""
    return _is_allowed(check_edit, actor)


def check_import(actor: ActorRef) -> None:
    """Refuse an actor who may not load files."""
    actor.require(REFERENCE_IMPORT)


def can_import(actor: ActorRef) -> bool:
    """Whether to show the button."""
    return _is_allowed(check_import, actor)


def check_iin(number: str) -> Verdict:
    """An IIN that can be used, or NumberMalformed."""
    return _accepted(identifiers.check_iin(number), _("IIN"))


def check_bin(number: str) -> Verdict:
    """A BIN that can be used, or NumberMalformed."""
    return _accepted(identifiers.check_bin(number), _("BIN"))


def check_kato(number: str) -> Verdict:
    """A KATO code, or NumberMalformed."""
    return _accepted(identifiers.check_kato(number), _("KATO code"))


def check_erdr(number: str) -> Verdict:
    """A number of the pre-trial register, or NumberMalformed; its inner layout is never a ground."""
    return _accepted(identifiers.check_erdr(number), _("number of the pre-trial register (15 digits)"))


def check_kui(number: str) -> Verdict:
    """A number of the information record book, or NumberMalformed."""
    return _accepted(identifiers.check_kui(number), _("number of the record book (12 to 15 digits)"))


def check_court_number(number: str) -> Verdict:
    """A court case number, or NumberMalformed."""
    return _accepted(identifiers.check_court_number(number), _("court case number like 7199-25-00-2/99999"))


def check_licence_number(number: str) -> Verdict:
    """A licence number, old or new, or NumberMalformed when there is none."""
    return _accepted(identifiers.check_licence_number(number), _("licence number"))


def _accepted(verdict: Verdict, kind: Any) -> Verdict:
    if verdict.problem is not None:
        raise NumberMalformed(number=verdict.text, kind=kind, reason=PROBLEM_SAYS[verdict.problem])
    return verdict


def _is_allowed(check: Callable[[ActorRef], None], actor: ActorRef) -> bool:
    try:
        check(actor)
    except Refusal:
        return False
    return True
