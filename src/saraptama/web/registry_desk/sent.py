"""What was sent to appointing bodies, as far as this person may see what it speaks of."""

from typing import Any

from django.db.models import OuterRef, Q, Subquery, UUIDField
from django.db.models.functions import Coalesce

from saraptama.casework.conclusions import selectors as conclusions
from saraptama.casework.examinations import selectors as examinations
from saraptama.casework.intake import selectors as intake
from saraptama.foundation.messaging import selectors as messaging
from saraptama.kernel.actor import ActorRef


def dispatches(actor: ActorRef) -> Any:
    """Dispatches about visible orders, conclusions and petitions, each with the examination it belongs to."""
    of_conclusion = conclusions.visible_conclusions(actor).filter(pk=OuterRef("subject_id"))
    of_petition = examinations.visible_to(actor).filter(petitions__pk=OuterRef("subject_id"))
    rows = messaging.dispatches_visible_to(actor).annotate(
        examination_id=Coalesce(
            Subquery(of_conclusion.values("examination_id")[:1]),
            Subquery(of_petition.values("pk")[:1]),
            output_field=UUIDField(),
        )
    )
    letters = Q(subject_id__in=intake.visible_orders(actor).order_by().values("pk"))
    return rows.filter(Q(examination_id__isnull=False) | letters)


def dispatches_of_order(actor: ActorRef, order_id: Any) -> list[Any]:
    """What was sent about one order and its examinations, newest first."""
    own = [examination.pk for examination in examinations.of_order(actor, order_id)]
    rows = dispatches(actor).filter(Q(subject_id=order_id) | Q(examination_id__in=own))
    return list(rows.order_by("-sent_at"))
