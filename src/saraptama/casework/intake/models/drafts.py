"""Orders that somebody is still writing: no order yet, so no act and no history; they go when they are sent."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from saraptama.casework.intake.rights import INTAKE_SUBMIT
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.ids import new_id


class OrderDraftQuerySet(models.QuerySet[Any]):
    """Drafts, as their writer asks for them."""

    def visible_to(self, actor: ActorRef) -> "OrderDraftQuerySet":
        """One's own, for one's own body; a colleague sees the order when it is sent."""
        if not actor.may(INTAKE_SUBMIT) or actor.body_id is None:
            return self.none()
        return self.filter(user_id=actor.id, body_id=actor.body_id)


class OrderDraft(models.Model):
    """What was typed so far, page by page, as it was typed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user_id = models.UUIDField(_("written by"))
    body_id = models.UUIDField(_("appointing body"))
    pages = models.JSONField(_("pages"), default=dict, blank=True)
    changed_at = models.DateTimeField(_("changed"), default=clock.now)

    objects = OrderDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of an order")
        verbose_name_plural = _("drafts of orders")
        indexes = [models.Index(fields=["user_id", "-changed_at"], name="intake_draft_of_a_writer")]

    def __str__(self) -> str:
        return str(self.id)
