"""Publishing a version of the clock's norms."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.audit.services import record
from saraptama.foundation.reference import policies, selectors, types
from saraptama.foundation.reference.errors import NormsNotAccepted, TermDatesWrong
from saraptama.foundation.reference.models import NormSet
from saraptama.foundation.reference.rights import REFERENCE_EDIT
from saraptama.foundation.reference.rules import faults_of_norms
from saraptama.foundation.reference.services.writing import one_writer, save_checked
from saraptama.kernel.actor import ActorRef

FAULT_SAYS: dict[str, Any] = {
    "missing": _("is missing"),
    "unit": _("has a unit other than calendar or working"),
    "negative": _("is below zero"),
    "source": _("does not say its source"),
    "confirmed": _("does not say whether it is confirmed"),
}


@transaction.atomic
def publish_norms(
    actor: ActorRef,
    *,
    version: str,
    valid_from: date,
    values: Mapping[str, Any],
    source: str,
    confirmed: bool = False,
) -> types.Norms:
    """New norms from a day on; the former ones end the day before. Cases keep the version of their own T0."""
    policies.check_edit(actor)
    for name, fault in faults_of_norms(values):
        raise NormsNotAccepted(field=name, value=name, reason=FAULT_SAYS[fault])
    one_writer()
    former = NormSet.objects.in_force_on(valid_from).first()
    until = former.valid_to if former else None
    if former is not None:
        if former.valid_from is not None and former.valid_from >= valid_from:
            raise TermDatesWrong(day=valid_from, valid_from=former.valid_from)
        former.valid_to = valid_from - timedelta(days=1)
        former.from_seed = False
        save_checked(former)
    published = NormSet(
        version=version,
        valid_from=valid_from,
        valid_to=until,
        values=dict(values),
        source=source,
        confirmed=confirmed,
    )
    save_checked(published)
    record(
        actor,
        act="reference.norms_published",
        right=REFERENCE_EDIT,
        subject=published,
        occurred_on=valid_from,
        wrote=[former, published] if former else [published],
        details={"version": version},
    )
    return selectors.norms(version)
