"""The conclusion and its history of states."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saraptama.casework.conclusions.enums import ConclusionKind, ConclusionState, Section
from saraptama.casework.conclusions.labels import choices_of
from saraptama.casework.conclusions.querysets import ConclusionQuerySet
from saraptama.casework.conclusions.workflow import HAS_FINAL, HAS_REVISION_1
from saraptama.casework.intake.selectors import choices_of as intake_choices_of
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id
from saraptama.kernel.rights import Confidentiality, Scope

OVER = [ConclusionState.REPLACED.value, ConclusionState.WITHDRAWN.value, ConclusionState.ABANDONED.value]


def _values(states: tuple[ConclusionState, ...]) -> list[str]:
    return [state.value for state in states]


class Conclusion(AuditedModel):
    """The written document with the course and the results of an examination (Law 44-VI art. 1(4); CPC art. 283).

    What people write by hand is kept here; everything else is taken from the record at the moment of rendering and
    frozen in `record_file`, from which revision 1 can be made again, byte for byte.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    examination = models.ForeignKey(
        "examinations.Examination", verbose_name=_("examination"), on_delete=models.PROTECT, related_name="conclusions"
    )
    seq = models.PositiveSmallIntegerField(_("no."))
    replaces = models.OneToOneField(
        "self",
        verbose_name=_("replaces"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
    )
    kind = models.CharField(_("kind"), max_length=12, choices=choices_of(ConclusionKind))
    language = models.CharField(_("language"), max_length=2)
    state = models.CharField(_("state"), max_length=10, choices=choices_of(ConclusionState))
    number = models.CharField(_("number"), max_length=60)
    dated = models.DateField(_("date"), null=True, blank=True)
    qr_token = models.CharField(_("code of the QR page"), max_length=19, unique=True, editable=False)

    place = models.CharField(_("place"), max_length=200, blank=True)
    materials = models.TextField(_("materials supplied"), blank=True)
    attended = models.TextField(_("who was present"), blank=True)
    circumstances = models.TextField(_("circumstances of the case"), blank=True)
    research = models.TextField(_("research"), blank=True)
    initiative = models.TextField(_("findings on the expert's initiative"), blank=True)
    returned = models.TextField(_("return of the objects"), blank=True)
    attachments = models.JSONField(_("attachments"), default=list, blank=True)
    impossibility_reason = models.CharField(_("reason of impossibility"), max_length=40, blank=True)

    record_file = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("machine-readable record"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    revision_1 = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("revision 1"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    revision_1_sha256 = models.CharField(_("SHA-256 of revision 1"), max_length=64, blank=True)
    final = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("sealed file"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    final_sha256 = models.CharField(_("SHA-256 of the sealed file"), max_length=64, blank=True)
    sealed_at = models.DateTimeField(_("sealed"), null=True, blank=True)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)

    unit = models.ForeignKey("reference.Unit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    region = models.CharField(_("region"), max_length=2, blank=True)
    examination_type = models.CharField(_("type"), max_length=10, blank=True)
    confidentiality = models.CharField(_("confidentiality"), max_length=12, choices=intake_choices_of(Confidentiality))
    appointing_body = models.ForeignKey(
        "reference.AppointingBody", verbose_name=_("appointing body"), on_delete=models.PROTECT, related_name="+"
    )
    created_by = models.UUIDField(_("begun by"))
    created_at = models.DateTimeField(_("begun"), default=clock.now, editable=False)

    objects = ConclusionQuerySet.as_manager()

    class Meta:
        verbose_name = _("conclusion")
        verbose_name_plural = _("conclusions")
        constraints = [
            models.UniqueConstraint(
                fields=["examination", "seq"],
                name="conclusions_number_in_the_examination",
                violation_error_message=_("Somebody began a conclusion meanwhile. Reload the page."),
            ),
            models.UniqueConstraint(
                fields=["examination"],
                condition=Q(
                    state__in=_values(
                        (
                            ConclusionState.DRAFTING,
                            ConclusionState.SUBMITTED,
                            ConclusionState.AGREED,
                            ConclusionState.RENDERED,
                        )
                    )
                ),
                name="conclusions_one_is_written_at_a_time",
                violation_error_message=_("A conclusion of this examination is already being written."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=_values(HAS_REVISION_1),
                    revision_1__isnull=False,
                    record_file__isnull=False,
                    revision_1_sha256__regex=r"^[0-9a-f]{64}$",
                    dated__isnull=False,
                )
                | (~Q(state__in=_values(HAS_REVISION_1)) & Q(revision_1__isnull=True, revision_1_sha256=""))
                | Q(state=ConclusionState.ABANDONED.value),
                name="conclusions_rendered_has_revision_1",
                violation_error_message=_("A rendered conclusion has its document, its record and its date."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=_values(HAS_FINAL),
                    final__isnull=False,
                    final_sha256__regex=r"^[0-9a-f]{64}$",
                    sealed_at__isnull=False,
                )
                | (~Q(state__in=_values(HAS_FINAL)) & Q(final__isnull=True, final_sha256="", sealed_at__isnull=True)),
                name="conclusions_sealed_has_its_file",
                violation_error_message=_("A sealed conclusion has its file and the moment of the seal."),
            ),
            models.CheckConstraint(
                condition=Q(language__in=["kk", "ru"]),
                name="conclusions_are_in_kazakh_or_russian",
                violation_error_message=_("A conclusion is written in Kazakh or Russian."),
            ),
            models.CheckConstraint(
                condition=Q(kind=ConclusionKind.IMPOSSIBLE.value) | Q(impossibility_reason=""),
                name="conclusions_only_impossibility_has_a_reason",
                violation_error_message=_("Only a message of impossibility has a reason of impossibility."),
            ),
            models.CheckConstraint(
                condition=(Q(state=ConclusionState.DELIVERED.value) & Q(delivered_on__isnull=False))
                | Q(state__in=OVER)
                | (~Q(state=ConclusionState.DELIVERED.value) & Q(delivered_on__isnull=True)),
                name="conclusions_delivered_has_its_day",
                violation_error_message=_("A delivered conclusion has the day of delivery."),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "-created_at"], name="conclusions_of_a_unit"),
            models.Index(fields=["appointing_body", "state", "-created_at"], name="conclusions_of_a_body"),
            models.Index(
                fields=["state"],
                name="conclusions_awaiting_seal",
                condition=Q(state__in=[ConclusionState.SIGNED.value, ConclusionState.LOGGED.value]),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def current_state(self) -> ConclusionState:
        """The state as a word."""
        return ConclusionState(self.state)

    @property
    def scope(self) -> Scope:
        """Where this conclusion stands, for questions of right."""
        return Scope(
            unit_path=self.unit.path,
            region=self.region,
            examination_type=self.examination_type,
            confidentiality=Confidentiality(self.confidentiality),
        )

    def section(self, section: Section) -> str:
        """What was written in a part."""
        text: str = getattr(self, section.value)
        return text


class ConclusionStatus(AuditedModel):
    """One step in a conclusion's life. Only ever added."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conclusion = models.ForeignKey(
        Conclusion, verbose_name=_("conclusion"), on_delete=models.PROTECT, related_name="statuses"
    )
    seq = models.PositiveIntegerField(_("no."))
    act = models.CharField(_("act"), max_length=40)
    state = models.CharField(_("state"), max_length=10, choices=choices_of(ConclusionState))
    actor_id = models.UUIDField(_("by"))
    acting_for = models.UUIDField(_("for"), null=True, blank=True)
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)
    ground = models.CharField(_("ground"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("state of a conclusion")
        verbose_name_plural = _("states of a conclusion")
        ordering = ["conclusion", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["conclusion", "seq"],
                name="conclusions_states_follow_each_other",
                violation_error_message=_("The conclusion was changed meanwhile. Reload the page and repeat."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ConclusionState.WITHDRAWN.value, ConclusionState.ABANDONED.value])
                | ~Q(ground=""),
                name="conclusions_withdrawal_has_its_ground",
                violation_error_message=_("Give the ground."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq}: {self.act}"
