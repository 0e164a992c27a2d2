"""Loading the data that the system is delivered with. Doing it twice changes nothing; what people changed stays."""

import hashlib
from dataclasses import dataclass

from django.db import transaction

from saraptama.foundation.audit.services import record
from saraptama.foundation.reference import calendars, delivered, policies, snapshot, tsv
from saraptama.foundation.reference.errors import ImportRefused
from saraptama.foundation.reference.models import CalendarDay, CalendarVersion, NormSet
from saraptama.foundation.reference.plans import plan
from saraptama.foundation.reference.rights import REFERENCE_IMPORT
from saraptama.foundation.reference.services.writing import carry_out, one_writer
from saraptama.foundation.reference.sheets import sheet_named
from saraptama.kernel.actor import ActorRef


@dataclass(frozen=True)
class Loaded:
    """What loading one file did."""

    name: str
    added: int = 0
    changed: int = 0
    kept: tuple[str, ...] = ()


@transaction.atomic
def load_seed(actor: ActorRef = policies.LOADER) -> list[Loaded]:
    """Load the delivered lists, norms and calendar; one audit entry for each file that changed something."""
    policies.check_import(actor)
    one_writer()
    done = [_load_list(actor, name, content) for name, content in delivered.lists()]
    done += [_load_norms(actor), _load_calendar(actor)]
    snapshot.look_again()
    return done


def _load_list(actor: ActorRef, name: str, content: bytes) -> Loaded:
    sheet = sheet_named(name)
    lines, problems = tsv.read(sheet, content)
    planned = plan(sheet, lines, spare_edited=True)
    if problems or planned.problems:
        raise ImportRefused([*problems, *planned.problems])
    done = Loaded(name, len(planned.added), len(planned.changed), tuple(planned.kept))
    if not planned.is_empty:
        record(
            actor,
            act="reference.list_loaded",
            right=REFERENCE_IMPORT,
            wrote=carry_out(planned, from_seed=True),
            details={
                "list": name,
                "sha256": hashlib.sha256(content).hexdigest(),
                "added": done.added,
                "changed": done.changed,
            },
        )
    return done


def _load_norms(actor: ActorRef) -> Loaded:
    """Versions that are not there yet. A published version is never altered: cases are pinned to it."""
    known = set(NormSet.objects.values_list("version", flat=True))
    new = [NormSet(**row, from_seed=True) for row in delivered.norm_sets() if row["version"] not in known]
    if new:
        NormSet.objects.bulk_create(new)
        versions = [row.version for row in new]
        record(actor, act="reference.norms_loaded", right=REFERENCE_IMPORT, wrote=new, details={"versions": versions})
    return Loaded("norms", len(new))


def _load_calendar(actor: ActorRef) -> Loaded:
    """The years that the calendar does not cover yet: the ones it covers may have been edited."""
    latest = CalendarVersion.objects.order_by("-number").first()
    first, last = delivered.calendar_years()
    if latest is not None and latest.first_day <= first and last <= latest.last_day:
        return Loaded("calendar")
    number = latest.number + 1 if latest else 1
    days = [
        day
        for day in delivered.calendar_days()
        if latest is None or not latest.first_day <= day.date <= latest.last_day
    ]
    for day in days:
        day.from_version = number
    CalendarDay.objects.bulk_create(days)
    version = CalendarVersion.objects.create(
        number=number,
        first_day=min(first, latest.first_day) if latest else first,
        last_day=max(last, latest.last_day) if latest else last,
        days_hash=calendars.hash_of(calendars.days_of(number)),
        act=days[0].act,
    )
    record(
        actor,
        act="reference.calendar_loaded",
        right=REFERENCE_IMPORT,
        subject=version,
        wrote=[version, *days],
        details={"version": number, "days": len(days)},
    )
    return Loaded("calendar", len(days))
