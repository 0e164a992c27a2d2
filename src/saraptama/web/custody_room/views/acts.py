"""The page of one act on one object: what it is about, the form, the button; refusals stand at their fields."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from saraptama.casework.custody import selectors
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.errors import Refusal
from saraptama.web.custody_room import words
from saraptama.web.custody_room.views.desk import crumbs_to
from saraptama.web.examination_page.acting import acting
from saraptama.web.registry_desk.words import quantity_of
from saraptama.web.shared.components import Crumb, Fact
from saraptama.web.shared.forms import Form, add_refusal, summary_of

GET_AND_POST = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class ActPage:
    """The words of the page: its question, what follows from the act, its button, and what is said when it is done."""

    title: str
    consequences: Sequence[str]
    button: str
    done: str
    icon: str = "check2"
    is_destructive: bool = False


def thing_of(request: HttpRequest, object_id: UUID) -> tuple[ActorRef, Any]:
    """Who acts, and the visible object that the address names."""
    actor = acting(request)
    return actor, selectors.object_card(actor, object_id)


def facts_of(thing: Any) -> list[Fact]:
    """The object in short, above the form: one acts on what one sees."""
    return [
        Fact(_("Object"), thing.name),
        Fact(_("Quantity"), quantity_of(thing)),
        Fact(_("Seal"), words.seal_of(thing)),
        Fact(_("Where it is"), words.where(thing, words.Names([thing.holder_id]))),
    ]


def crumbs_of(thing: Any, title: str) -> list[Crumb]:
    """The way from the custody room over the object."""
    return crumbs_to(Crumb(thing.label, reverse("custody_object", args=[thing.pk])), Crumb(title))


def one_act(
    request: HttpRequest,
    thing: Any,
    page: ActPage,
    form: Form,
    act: Callable[[], object],
    *,
    more: Sequence[Any] = (),
    is_sent: bool = True,
    back: str = "",
) -> HttpResponse:
    """Show the form, or act and go back to the object. `more`: further forms and repeaters, checked by the caller."""
    if request.method == "POST" and is_sent and form.is_valid():
        try:
            act()
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, page.done)
            return redirect(back or reverse("custody_object", args=[thing.pk]))
    context = {
        "crumbs": crumbs_of(thing, page.title),
        "page": page,
        "thing": thing,
        "facts": facts_of(thing),
        "form": form,
        "more": more,
        "lines": summary_of([form, *more]),
        "back": back or reverse("custody_object", args=[thing.pk]),
    }
    return render(request, "custody_room/act.html", context)
