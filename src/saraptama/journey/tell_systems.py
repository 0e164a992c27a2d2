"""What the systems of appointing bodies are told: which acts of the log, to which body, in ids and codes only.

The fact stays in the log; here it is only found again, in the order of the log. Names, texts and findings stay inside:
the system fetches what it may see through its own door.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from saraptama.casework.custody import selectors as custody
from saraptama.casework.custody.rights import CUSTODY_VIEW
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.examinations.rights import VIEW as SEE_EXAMINATIONS
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.rights import INTAKE_VIEW
from saraptama.foundation.audit.selectors import logged_acts
from saraptama.foundation.audit.types import LoggedAct
from saraptama.foundation.messaging.enums import FactKind
from saraptama.foundation.messaging.rights import VIEW as SEE_DISPATCHES
from saraptama.foundation.messaging.selectors import dispatches_visible_to
from saraptama.foundation.messaging.types import ToldFact
from saraptama.journey.service_actor import service_actor

TOLD: Mapping[str, FactKind] = {
    "intake.order_received": FactKind.ORDER_RECEIVED,
    "intake.order_checked": FactKind.ORDER_CHECKED,
    "intake.order_registered": FactKind.ORDER_REGISTERED,
    "intake.material_requested": FactKind.MATERIAL_REQUESTED,
    "intake.order_supplemented": FactKind.ORDER_SUPPLEMENTED,
    "intake.order_returned": FactKind.ORDER_RETURNED,
    "intake.order_withdrawn": FactKind.ORDER_WITHDRAWN,
    "intake.order_closed": FactKind.ORDER_CLOSED,
    "custody.objects_accepted": FactKind.OBJECTS_ACCEPTED,
    "custody.objects_returned": FactKind.OBJECTS_RETURNED,
    "examinations.register": FactKind.EXAMINATION_REGISTERED,
    "examinations.accept_for_production": FactKind.EXAMINATION_ACCEPTED,
    "examinations.suspend": FactKind.EXAMINATION_SUSPENDED,
    "examinations.resume": FactKind.EXAMINATION_RESUMED,
    "examinations.complete": FactKind.EXAMINATION_COMPLETED,
    "examinations.return_without_execution": FactKind.EXAMINATION_RETURNED,
    "examinations.withdraw": FactKind.EXAMINATION_WITHDRAWN,
    "examinations.close": FactKind.EXAMINATION_CLOSED,
    "examinations.send_petition": FactKind.PETITION_SENT,
    "examinations.answer_petition": FactKind.PETITION_ANSWERED,
    "messaging.dispatched": FactKind.DISPATCH_SENT,
    "messaging.received": FactKind.DISPATCH_RECEIVED,
}
"""Who drafted, declined or agreed is the institute's own affair (as on the body's screens)."""

Data = dict[str, Any]
Found = Mapping[str, tuple[UUID, Data]]
"""By the id of an act's subject: the body that is told, and what."""


def told_facts(after: int, most: int) -> tuple[list[ToldFact], int]:
    """The facts among at most `most` leaves of the log, and the place to go on with."""
    acts, end = logged_acts(after, most, TOLD)
    found: dict[str, Found] = {
        table: find({act.subject_id for act in acts if act.subject_table == table}) for table, find in _FINDERS.items()
    }
    petitions = _petitions([act for act in acts if "petition" in act.details])
    facts = []
    for act in acts:
        whose = found.get(act.subject_table, {}).get(act.subject_id)
        if whose is not None:
            body_id, data = whose
            facts.append(_fact(act, body_id, {**data, **petitions.get(act.position, {})}))
    return facts, end


def _fact(act: LoggedAct, body_id: UUID, data: Data) -> ToldFact:
    occurred_on = {"occurred_on": act.occurred_on.isoformat()} if act.occurred_on else {}
    state = {"state": act.details["state"]} if "state" in act.details else {}
    return ToldFact(
        position=act.position,
        message_id=f"evt_{act.entry_id}",
        body_id=body_id,
        kind=TOLD[act.act].value,
        happened_at=act.recorded_at,
        data={**data, **state, **occurred_on},
    )


def _orders(ids: Iterable[str]) -> Found:
    rows = intake.visible_orders(service_actor(INTAKE_VIEW)).filter(pk__in=list(ids))
    return {
        str(id): (body_id, {"order_id": str(id), "conversation_id": str(conversation)})
        for id, body_id, conversation in rows.values_list("id", "appointing_body_id", "conversation_id")
    }


def _registrations(ids: Iterable[str]) -> Found:
    """Examinations are opened by one act on the order's registration."""
    rows = intake.visible_orders(service_actor(INTAKE_VIEW)).filter(registrations__in=list(ids))
    return {
        str(registration): (body_id, {"order_id": str(id), "conversation_id": str(conversation)})
        for registration, id, body_id, conversation in rows.values_list(
            "registrations__id", "id", "appointing_body_id", "conversation_id"
        )
    }


def _examinations(ids: Iterable[str]) -> Found:
    rows = examinations.visible_to(service_actor(SEE_EXAMINATIONS)).filter(pk__in=list(ids))
    return {
        str(id): (body_id, {"examination_id": str(id), "order_id": str(order), "conversation_id": str(conversation)})
        for id, order, body_id, conversation in rows.values_list(
            "id", "order_id", "order__appointing_body_id", "order__conversation_id"
        )
    }


def _receipts(ids: Iterable[str]) -> Found:
    return _objects("receipt_id", ids)


def _returns(ids: Iterable[str]) -> Found:
    return _objects("return_items__return_act_id", ids)


def _objects(by: str, ids: Iterable[str]) -> Found:
    """Objects that came before any order belong to nobody yet: nobody is told."""
    rows = custody.visible_objects(service_actor(CUSTODY_VIEW)).filter(**{f"{by}__in": list(ids)}, order__isnull=False)
    return {
        str(key): (body_id, {"order_id": str(order), "conversation_id": str(conversation)})
        for key, order, body_id, conversation in rows.values_list(
            by, "order_id", "order__appointing_body_id", "order__conversation_id"
        ).distinct()
    }


def _dispatches(ids: Iterable[str]) -> Found:
    rows = dispatches_visible_to(service_actor(SEE_DISPATCHES)).filter(pk__in=list(ids))
    return {
        str(id): (body_id, {"dispatch_id": str(id), "dispatch_kind": kind, "subject_id": str(subject)})
        for id, body_id, kind, subject in rows.values_list("id", "recipient_id", "kind", "subject_id")
    }


def _petitions(acts: Sequence[LoggedAct]) -> dict[int, Data]:
    """Acts on petitions name them by their place in the examination."""
    rows = examinations.visible_to(service_actor(SEE_EXAMINATIONS)).filter(pk__in={act.subject_id for act in acts})
    ids = {
        (str(id), seq): str(petition) for id, seq, petition in rows.values_list("id", "petitions__seq", "petitions__id")
    }
    named = {act.position: ids.get((act.subject_id, act.details["petition"])) for act in acts}
    return {position: {"petition_id": petition} for position, petition in named.items() if petition}


_FINDERS: Mapping[str, Callable[[Iterable[str]], Found]] = {
    "intake_order": _orders,
    "intake_registration": _registrations,
    "examinations_examination": _examinations,
    "custody_receipt": _receipts,
    "custody_returnact": _returns,
    "messaging_dispatch": _dispatches,
}
