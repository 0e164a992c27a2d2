"""What was found when an order was checked, what was asked for, and why it went back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saraptama.casework.intake.enums import FindingOutcome, MaterialRequestState
from saraptama.casework.intake.labels import choices_of
from saraptama.casework.intake.models.orders import Order
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class ChecklistFinding(AuditedModel):
    """One particular that a check found missing; each check is a round, and rounds are only ever added."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(Order, verbose_name=_("order"), on_delete=models.PROTECT, related_name="findings")
    round = models.PositiveSmallIntegerField(_("check no."))
    item_code = models.CharField(_("item"), max_length=10)
    outcome = models.CharField(_("outcome"), max_length=10, choices=choices_of(FindingOutcome))
    article = models.CharField(_("article"), max_length=100)
    field = models.CharField(_("field"), max_length=100, blank=True)
    message = models.CharField(_("code of the message"), max_length=60)
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("finding of the check")
        verbose_name_plural = _("findings of the check")
        ordering = ["order", "round", "item_code", "field"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "round", "item_code", "field"],
                name="intake_finding_stands_once",
                violation_error_message=_("This finding already stands."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_code}: {self.outcome}"


class OrderReturn(AuditedModel):
    """The return of an order without registration or execution, on a ground of the list (features A5).

    The letter is rendered and signed by the journey; its files are named here once they exist.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.OneToOneField(Order, verbose_name=_("order"), on_delete=models.PROTECT, related_name="return_act")
    ground_code = models.CharField(_("ground"), max_length=40)
    explanation = models.TextField(_("explanation"))
    explanation_kk = models.TextField(_("explanation in Kazakh"), blank=True, default="", db_default="")
    """For the Kazakh letter; without it both letters carry the same words."""

    returned_on = models.DateField(_("returned on"))
    letter_kk = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("letter in Kazakh"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    letter_ru = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("letter in Russian"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    actor_id = models.UUIDField(_("by"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("return of an order")
        verbose_name_plural = _("returns of orders")
        constraints = [
            models.CheckConstraint(
                condition=~Q(ground_code="") & ~Q(explanation=""),
                name="intake_return_has_ground_and_explanation",
                violation_error_message=_("A return names its ground and explains it."),
            ),
        ]

    def __str__(self) -> str:
        return self.ground_code


class MissingMaterialRequest(AuditedModel):
    """A request to the appointing body to complete its order before registration (features A4)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(
        Order, verbose_name=_("order"), on_delete=models.PROTECT, related_name="missing_material_requests"
    )
    seq = models.PositiveSmallIntegerField(_("no."))
    item_codes = models.JSONField(_("items asked for"), default=list)
    text = models.TextField(_("text"))
    asked_on = models.DateField(_("asked on"))
    answer_by = models.DateField(_("answer by"), null=True, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=choices_of(MaterialRequestState),
        default=MaterialRequestState.OPEN.value,
    )
    resolved_on = models.DateField(_("resolved on"), null=True, blank=True)
    actor_id = models.UUIDField(_("by"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("request for missing material")
        verbose_name_plural = _("requests for missing material")
        ordering = ["order", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "seq"],
                name="intake_material_requests_follow_each_other",
                violation_error_message=_("The order was changed meanwhile. Reload the page and repeat."),
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="intake_material_request_has_a_text",
                violation_error_message=_("Say what is missing."),
            ),
            models.CheckConstraint(
                condition=Q(state=MaterialRequestState.OPEN.value, resolved_on__isnull=True)
                | (~Q(state=MaterialRequestState.OPEN.value) & Q(resolved_on__isnull=False)),
                name="intake_material_request_is_open_until_resolved",
                violation_error_message=_("A resolved request has its day, an open one has none."),
            ),
            models.CheckConstraint(
                condition=Q(answer_by__isnull=True) | Q(answer_by__gte=models.F("asked_on")),
                name="intake_material_request_is_answered_later",
                violation_error_message=_("The day of answer is not before the day of the request."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq}: {self.state}"
