"""The lists of the custody room that watch over what is unfinished."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saraptama.casework.custody import selectors
from saraptama.web.custody_room.tables import OVERDUE, UNACCOUNTED, hand_overs_table
from saraptama.web.custody_room.views.desk import listed
from saraptama.web.examination_page.acting import acting


@require_safe
def overdue(request: HttpRequest) -> HttpResponseBase:
    """Objects that should have gone back: the daily list."""
    table = OVERDUE.read(request, selectors.overdue_for_return(acting(request)))
    return table.export() or listed(request, table, _("Overdue for return"))


@require_safe
def unaccounted(request: HttpRequest) -> HttpResponseBase:
    """Objects still here although nothing is left to examine."""
    table = UNACCOUNTED.read(request, selectors.finished_but_here(acting(request)))
    return table.export() or listed(request, table, _("Not accounted for"))


@require_safe
def hand_overs(request: HttpRequest) -> HttpResponseBase:
    """Offers that nobody has confirmed."""
    table = hand_overs_table().read(request, selectors.unconfirmed_hand_overs(acting(request)))
    return table.export() or listed(request, table, _("Unconfirmed hand-overs"))
