"""On which grounds whose examinations stood still: a ground that one person uses much more than others is looked at."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from saraptama.casework.examinations.enums import SuspensionGround
from saraptama.casework.examinations.models import Examination, Suspension
from saraptama.kernel.actor import ActorRef

MOST = 200


@dataclass(frozen=True)
class UsedGround:
    """How often a ground stopped the examinations of one lead expert."""

    user_id: UUID
    ground: SuspensionGround
    times: int
    examinations: int


def used_grounds(actor: ActorRef, since: date) -> list[UsedGround]:
    """The most used first, of the examinations that the actor sees, from the day on."""
    seen = Examination.objects.visible_to(actor).filter(lead_user_id__isnull=False)
    rows = Suspension.objects.filter(starts_on__gte=since, examination__in=seen)
    counted = (
        rows.values("examination__lead_user_id", "ground")
        .order_by()
        .annotate(times=Count("pk"), examinations=Count("examination_id", distinct=True))
        .order_by("-times", "ground", "examination__lead_user_id")
    )
    return [
        UsedGround(user_id, SuspensionGround(row["ground"]), row["times"], row["examinations"])
        for row in counted[:MOST]
        if (user_id := row["examination__lead_user_id"])
    ]
