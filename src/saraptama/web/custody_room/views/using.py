"""An object in hand: divided, used up, sealed anew; and the body's answer on destruction."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saraptama.casework.custody import policies, services
from saraptama.casework.intake.enums import DestructionPermission
from saraptama.web.custody_room.act_forms import ConsumeForm, DivideForm, PartForm, PermitForm, SealObjectForm
from saraptama.web.custody_room.views.acts import GET_AND_POST, ActPage, one_act, thing_of
from saraptama.web.registry_desk.words import quantity_of
from saraptama.web.shared.repeaters import Repeater, asked_for_rows


@require_http_methods(GET_AND_POST)
def divide(request: HttpRequest, object_id: UUID) -> HttpResponse:
    """Parts and samples are taken; each gets a label and a chain of its own, and the rest stays the object."""
    actor, thing = thing_of(request, object_id)
    policies.check_can_dispose(actor, thing, "divide")
    posted = request.POST if request.method == "POST" else None
    form = DivideForm(posted, thing=thing)
    parts: Repeater[PartForm] = Repeater(
        PartForm,
        prefix="parts",
        title=_("Parts and samples"),
        row_title=_("Part"),
        add_label=_("Add a part"),
        data=posted,
    )
    asked = posted is not None and asked_for_rows(form, parts)
    is_sent = posted is not None and not asked and parts.is_valid()
    page = ActPage(
        _("Divide, or take a sample"),
        [
            _("Each part gets its own label and chain, and is in your hands."),
            _("There is {quantity}; what you do not take stays under this label.").format(quantity=quantity_of(thing)),
        ],
        _("Divide"),
        _("Divided. Print the labels of the parts."),
        icon="shuffle",
    )
    return one_act(
        request,
        thing,
        page,
        form,
        lambda: services.divide_object(
            actor, object_id=thing.pk, parts=[row.part() for row in parts.rows], seen=form.seen_links
        ),
        more=[parts],
        is_sent=is_sent,
    )


@require_http_methods(GET_AND_POST)
def consume(request: HttpRequest, object_id: UUID) -> HttpResponse:
    """Some or all of an object is used up in the study, as far as the body permits."""
    actor, thing = thing_of(request, object_id)
    policies.check_can_dispose(actor, thing, "consume")
    form = ConsumeForm(request.POST or None, thing=thing)
    page = ActPage(
        _("Note what was used up"),
        [
            _("There is {quantity}; the rest stays under this label.").format(quantity=quantity_of(thing)),
            {
                DestructionPermission.NONE: _("The body permits no destruction: petition for it first."),
                DestructionPermission.PARTIAL: _("The body permits destruction in part: something must remain."),
                DestructionPermission.FULL: _("The body permits destruction in full."),
            }[DestructionPermission(thing.destruction_permission)],
        ],
        _("Note it"),
        _("Noted; the balance stands on the object's page."),
        icon="dash-circle",
        is_destructive=True,
    )
    return one_act(
        request,
        thing,
        page,
        form,
        lambda: services.consume_object(
            actor,
            object_id=thing.pk,
            quantity=form.cleaned_data["quantity"],
            how=form.cleaned_data["how"],
            seen=form.seen_links,
        ),
    )


@require_http_methods(GET_AND_POST)
def seal(request: HttpRequest, object_id: UUID) -> HttpResponse:
    """The package was opened for the study and is sealed anew."""
    actor, thing = thing_of(request, object_id)
    policies.check_can_dispose(actor, thing, "seal")
    form = SealObjectForm(request.POST or None, thing=thing)
    page = ActPage(
        _("Pack and seal anew"),
        [_("The former seal stays in the chain; from now on this one is checked.")],
        _("Sealed"),
        _("The new seal is noted."),
        icon="shield-check",
    )

    def act() -> object:
        typed = {name: form.cleaned_data[name] for name in ("seal_number", "no_seal_reason", "packaging", "why")}
        return services.seal_object(actor, object_id=thing.pk, seen=form.seen_links, **typed)

    return one_act(request, thing, page, form, act)


@require_http_methods(GET_AND_POST)
def permit(request: HttpRequest, object_id: UUID) -> HttpResponse:
    """The body's answer on destruction is put on file."""
    actor, thing = thing_of(request, object_id)
    policies.check_can_permit(actor, thing)
    initial = {"permission": thing.destruction_permission}
    form = PermitForm(request.POST or None, request.FILES or None, initial=initial)
    page = ActPage(
        _("What the body permits to be destroyed"),
        [_("The letter stays on file with the object; nothing is destroyed beyond what it permits.")],
        _("Put on file"),
        _("The permission is on file."),
        icon="file-earmark-check",
    )
    return one_act(
        request,
        thing,
        page,
        form,
        lambda: services.permit_destruction(
            actor,
            object_id=thing.pk,
            permission=DestructionPermission(form.cleaned_data["permission"]),
            ground=form.cleaned_data["ground"],
            paper=form.paper_received(),
        ),
    )
