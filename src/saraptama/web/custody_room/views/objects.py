"""The objects of an order, one object with its chain, and labels."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saraptama.casework.custody import policies, selectors
from saraptama.casework.custody.enums import CustodyState
from saraptama.casework.custody.rights import CUSTODY_ACCEPT, CUSTODY_RETURN, CUSTODY_VIEW
from saraptama.casework.custody.rules import chain_file
from saraptama.casework.intake import selectors as intake
from saraptama.casework.intake.enums import DestructionPermission, ObjectKind
from saraptama.casework.intake.selectors import label_of as intake_label_of
from saraptama.foundation.audit.services import note_read
from saraptama.foundation.documents.services import open_file
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import NotVisible
from saraptama.web.custody_room import words, work
from saraptama.web.custody_room.forms import MomentForm
from saraptama.web.custody_room.views.accepting import awaited
from saraptama.web.custody_room.views.contents import rows_of
from saraptama.web.custody_room.views.desk import crumbs_to
from saraptama.web.examination_page.acting import acting
from saraptama.web.registry_desk.words import body_of, cited, number_of, quantity_of
from saraptama.web.shared.components import Crumb, Fact, NextStep, RecordHead, Tab
from saraptama.web.shared.downloads import download_of
from saraptama.web.shared.printed_codes import code128, qr


@require_safe
def order_objects(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """What of an order is here, what is awaited, what is on its way back."""
    actor = acting(request)
    things = list(selectors.objects_of_order(actor, order_id))
    order = intake.order_card(actor, order_id)
    missing = awaited(actor, order.pk)
    names = words.Names(thing.holder_id for thing in things)
    context = {
        "crumbs": crumbs_to(Crumb(number_of(order))),
        "order": order,
        "number": number_of(order),
        "lead": f"{cited(order)}, {body_of(order)}",
        "step": _next_step(actor, order, things, missing),
        "things": [(thing, words.state_of(thing), words.where(thing, names), words.seal_of(thing)) for thing in things],
        "missing": missing,
        "returns": list(selectors.open_returns(actor).filter(order_id=order.pk)),
        "may_accept": actor.may(CUSTODY_ACCEPT),
        "may_return": actor.may(CUSTODY_RETURN) and any(policies.can_return(actor, thing) for thing in things),
        "may_move": any(_can_move(actor, thing) for thing in things),
    }
    return render(request, "custody_room/order.html", context)


def _can_move(actor: ActorRef, thing: Any) -> bool:
    return policies.can_hand_over(actor, thing) or policies.can_place(actor, thing)


def _next_step(actor: ActorRef, order: Any, things: list[Any], missing: list[Any]) -> NextStep | None:
    if missing:
        says = _("Accept the objects: the clock starts when order and objects are both here.")
        if not actor.may(CUSTODY_ACCEPT):
            return NextStep(says, whose=_("custody room"))
        return NextStep(says, _("Accept the objects"), reverse("custody_accept", args=[order.pk]))
    if actor.may(CUSTODY_RETURN) and work.to_return(actor).filter(pk=order.pk).exists():
        says = _("Nothing is left to examine: give the objects back to the body.")
        return NextStep(says, _("Return the objects"), reverse("custody_return", args=[order.pk]))
    mine = [thing for thing in things if thing.holder_id == actor.id]
    if mine:
        chosen = "&".join(f"object={thing.pk}" for thing in mine)
        return NextStep(
            _("Put what is in your hands into a place, or hand it over."),
            _("Put into a place"),
            f"{reverse('custody_place')}?{chosen}",
        )
    return None


@require_safe
def object_page(request: HttpRequest, object_id: UUID) -> HttpResponse:
    """One object: what it is, where it is, and every hand and place it went through. Opening it is noted."""
    actor = acting(request)
    thing = selectors.object_card(actor, object_id)
    note_read(actor, subject=thing)
    names = words.Names([thing.holder_id, thing.receipt.actor_id])
    asked = MomentForm(request.GET if "moment" in request.GET else None)
    then = _end_of_minute(asked.cleaned_data["moment"]) if asked.is_bound and asked.is_valid() else None
    context = {
        "crumbs": crumbs_to(*_order_crumb(actor, thing), Crumb(thing.label)),
        "thing": thing,
        "head": RecordHead(
            number=thing.label,
            title=thing.name,
            status=words.state_of(thing),
            facts=(Fact(_("Where it is"), words.where(thing, names)), Fact(_("Seal"), words.seal_of(thing))),
        ),
        "facts": words.facts_of(thing, names),
        "chain": words.steps_of(selectors.chain_of(thing.pk)),
        "faults": selectors.faults_of(thing.pk),
        "parts": [(part, quantity_of(part), words.state_of(part)) for part in thing.parts.order_by("label")],
        "incidents": list(selectors.incidents(actor, is_open=True).filter(custody_object=thing)),
        "permits": _permits(thing),
        "photos": _photos(thing),
        "contents": rows_of(thing) if thing.kind == ObjectKind.DIGITAL else [],
        "may": acts_of(actor, thing),
        "why_not": _why_not(actor, thing, names),
        "asked": asked,
        "answer": words.whereabouts_text(selectors.where_was(thing.pk, then), then) if then else "",
    }
    return render(request, "custody_room/object.html", context)


def acts_of(actor: ActorRef, thing: Any) -> dict[str, bool]:
    """Which acts this person can do with this object now: what stands as a button on its page."""
    return {
        "hand_over": policies.can_hand_over(actor, thing),
        "place": policies.can_place(actor, thing),
        "divide": policies.can_do(actor, thing, "divide"),
        "consume": policies.can_do(actor, thing, "consume"),
        "seal": policies.can_do(actor, thing, "seal"),
        "send": policies.can_return(actor, thing),
        "photograph": policies.can_photograph(actor, thing),
        "content": policies.can_store_content(actor, thing),
        "permit": policies.can_permit(actor, thing),
        "destroy": policies.can_destroy(actor, thing),
        "lose": policies.can_end(actor, thing, "lose"),
        "find": policies.can_end(actor, thing, "find"),
    }


def _permits(thing: Any) -> list[tuple[Any, str, str]]:
    """The body's answers on destruction, in words."""
    permits = selectors.permits_of(thing.pk)
    names = words.Names(permit.actor_id for permit in permits)
    return [
        (permit, intake_label_of(DestructionPermission(permit.permission)), names.of(permit.actor_id))
        for permit in permits
    ]


def _photos(thing: Any) -> list[tuple[Any, str]]:
    """The photographs, with who entered them."""
    photos = selectors.photos_of(thing.pk)
    names = words.Names(photo.actor_id for photo in photos)
    return [(photo, names.of(photo.actor_id)) for photo in photos]


@require_safe
def paper(request: HttpRequest, object_id: UUID, file_id: UUID) -> StreamingHttpResponse:
    """An act, a receipt or a letter of an object: only what stands in its chain or among its permissions."""
    actor = acting(request)
    thing = selectors.object_card(actor, object_id)
    if file_id not in selectors.papers_of(thing.pk):
        raise NotVisible
    return download_of(open_file(actor, file_id, checked=CUSTODY_VIEW))


@require_safe
def chain(request: HttpRequest, object_id: UUID) -> HttpResponse:
    """The chain to be taken away, and checked offline by anybody with `saraptama verify` (features C4)."""
    actor = acting(request)
    thing = selectors.object_card(actor, object_id)
    note_read(actor, subject=thing)
    content = chain_file(selectors.export_chain(thing.pk))
    name = content_disposition_header(True, f"{thing.label}.jsonl") or "attachment"
    return HttpResponse(content, content_type="application/jsonl", headers={"Content-Disposition": name})


def _end_of_minute(moment: datetime | None) -> datetime | None:
    """People ask by the minute: what happened within it counts."""
    return moment.replace(second=59, microsecond=999999) if moment else None


def _order_crumb(actor: ActorRef, thing: Any) -> list[Crumb]:
    """The order, for those who may see it."""
    if thing.order_id is None:
        return []
    try:
        order = intake.order_card(actor, thing.order_id)
    except NotVisible:
        return []
    return [Crumb(number_of(order), reverse("custody_order", args=[order.pk]))]


def _why_not(actor: ActorRef, thing: Any, names: words.Names) -> str:
    """Why this person cannot hand the object over now; nothing when it is gone or it can be done."""
    if thing.state not in (CustodyState.ACCEPTED, CustodyState.STORED, CustodyState.HELD):
        return ""
    if policies.can_hand_over(actor, thing):
        return ""
    if thing.holder_id == actor.id or thing.state == CustodyState.STORED:
        return _("It is already offered or being returned, or it is the custodian's to give.")
    return _("It is in the hands of {name}, who hands it over.").format(name=names.of(thing.holder_id))


@require_safe
def labels(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The labels of an order's objects, to be printed."""
    actor = acting(request)
    return _labels(request, list(selectors.objects_of_order(actor, order_id)))


@require_safe
def label(request: HttpRequest, object_id: UUID) -> HttpResponse:
    """The label of one object, and on wish those of its parts."""
    thing = selectors.object_card(acting(request), object_id)
    parts = list(thing.parts.order_by("label")) if request.GET.get("parts") == "1" else []
    return _labels(request, parts or [thing])


def _labels(request: HttpRequest, things: list[Any]) -> HttpResponse:
    """On a sheet of A4 or for a label printer: QR for telephones, Code 128 for scanners."""
    numbers = intake.registration_numbers([thing.order_id for thing in things if thing.order_id])
    on_roll = request.GET.get("paper") == "roll"
    context = {
        "crumbs": crumbs_to(Crumb(_("Labels"))),
        "on_roll": on_roll,
        "tabs": [
            Tab(_("Sheet of A4"), "?", is_current=not on_roll),
            Tab(_("Label printer, 58 × 40 mm"), "?paper=roll", is_current=on_roll),
        ],
        "labels": [
            (
                thing,
                qr(request.build_absolute_uri(reverse("custody_by_label", args=[thing.label]))),
                code128(thing.label),
                numbers.get(thing.order_id, ""),
                reference.unit(thing.institute_id).name,
            )
            for thing in things
        ],
    }
    return render(request, "custody_room/labels.html", context)
