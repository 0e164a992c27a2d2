"""Refusals of a workplace."""

from django.utils.translation import gettext_lazy as _

from saraptama.kernel.errors import Refusal


class ViewNameTaken(Refusal):
    """A person has one view of a name over a table."""

    code = "view_name_taken"
    message = _("You already have a view named “{name}” over this table. Choose another name or remove the old view.")


class ViewNotShareable(Refusal):
    """A view is shared with the colleagues of one's own unit."""

    code = "view_not_shareable"
    message = _("Your account belongs to no unit, so there is nobody to share the view with. Save it for yourself.")


class StillBeingDone(Refusal):
    """The same form was sent a second time while the first sending is at work."""

    code = "still_being_done"
    message = _("You sent this form twice; the first sending is still at work. Wait a moment and look at your desk.")
    status = 409


class TooHeavy(Refusal):
    """A question that would keep the database busy for too long was cancelled; the service itself goes on."""

    code = "too_heavy"
    message = _(
        "This list would take too long to put together. Narrow it: choose a period, a unit or a state, or fewer words."
    )
