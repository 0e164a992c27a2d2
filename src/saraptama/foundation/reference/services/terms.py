"""Changing a dictionary: a code begins, gets a new version, ends. Nothing is ever overwritten in silence."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from saraptama.foundation.audit.services import record
from saraptama.foundation.reference import policies, selectors, types
from saraptama.foundation.reference.enums import Dictionary
from saraptama.foundation.reference.errors import TermDatesWrong, TermExists, UnknownReference
from saraptama.foundation.reference.models import Term
from saraptama.foundation.reference.rights import REFERENCE_EDIT
from saraptama.foundation.reference.services.writing import one_writer, save_checked
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.kazakh import sort_key


@transaction.atomic
def add_term(
    actor: ActorRef,
    *,
    dictionary: str,
    code: str,
    label: types.Names,
    source: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    position: int = 0,
    attributes: dict[str, Any] | None = None,
    confirmed: bool = False,
) -> types.Term:
    """A new code of a dictionary, in force from its first day on."""
    policies.check_edit(actor)
    one_writer()
    added = Term(
        dictionary=_known(dictionary),
        code=code,
        valid_from=valid_from,
        valid_to=valid_to,
        position=position,
        attributes=attributes or {},
        source=source,
        confirmed=confirmed,
    )
    _name(added, label)
    if any(_overlap(added, other) for other in _versions(dictionary, code)):
        raise TermExists(list=dictionary, code=code)
    save_checked(added)
    _record(actor, "reference.term_added", added, [added], valid_from)
    return selectors.term(dictionary, code, on=valid_from or valid_to)


@transaction.atomic
def replace_term(
    actor: ActorRef,
    *,
    dictionary: str,
    code: str,
    from_day: date,
    label: types.Names,
    source: str,
    attributes: dict[str, Any] | None = None,
    confirmed: bool = False,
) -> types.Term:
    """A new version from a day on; the version in force until then ends the day before."""
    policies.check_edit(actor)
    one_writer()
    former = _in_force(dictionary, code, from_day)
    if former.valid_from is not None and former.valid_from >= from_day:
        raise TermDatesWrong(day=from_day, valid_from=former.valid_from)
    following = Term(
        dictionary=former.dictionary,
        code=code,
        valid_from=from_day,
        valid_to=former.valid_to,
        position=former.position,
        attributes=former.attributes if attributes is None else attributes,
        source=source,
        confirmed=confirmed,
    )
    _name(following, label)
    former.valid_to = from_day - timedelta(days=1)
    former.from_seed = False
    save_checked(former)
    save_checked(following)
    _record(actor, "reference.term_replaced", following, [former, following], from_day)
    return selectors.term(dictionary, code, on=from_day)


@transaction.atomic
def close_term(actor: ActorRef, *, dictionary: str, code: str, last_day: date, source: str) -> types.Term:
    """The code is no longer used after a day; what was entered with it keeps its label."""
    policies.check_edit(actor)
    one_writer()
    closed = _in_force(dictionary, code, last_day)
    closed.valid_to = last_day
    closed.source = source
    closed.from_seed = False
    save_checked(closed)
    _record(actor, "reference.term_closed", closed, [closed], last_day)
    return selectors.term(dictionary, code, on=last_day)


def _known(dictionary: str) -> str:
    if dictionary not in Dictionary.values:
        raise UnknownReference(list="dictionaries", code=dictionary)
    return dictionary


def _name(term: Term, label: types.Names) -> None:
    term.label_kk, term.label_ru, term.label_en = label.kk, label.ru, label.en
    term.sort_key_kk = sort_key(label.kk)


def _versions(dictionary: str, code: str) -> list[Term]:
    return list(Term.objects.filter(dictionary=_known(dictionary), code=code).order_by("valid_from"))


def _in_force(dictionary: str, code: str, day: date) -> Term:
    found = Term.objects.in_force_on(day).filter(dictionary=_known(dictionary), code=code).first()
    if found is None:
        raise UnknownReference(list=dictionary, code=code)
    return found


def _overlap(one: Term, other: Term) -> bool:
    starts = max(one.valid_from or date.min, other.valid_from or date.min)
    return starts <= min(one.valid_to or date.max, other.valid_to or date.max)


def _record(actor: ActorRef, act: str, subject: Term, wrote: list[Term], day: date | None) -> None:
    record(
        actor,
        act=act,
        right=REFERENCE_EDIT,
        subject=subject,
        occurred_on=day,
        wrote=wrote,
        details={"dictionary": subject.dictionary, "code": subject.code},
    )
