"""The order that appoints an examination, its states and its registration."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saraptama.casework.intake.enums import (
    CaseCategory,
    CaseNoKind,
    Composition,
    Consent,
    DestructionPermission,
    ExamKind,
    OrderKind,
    OrderState,
    Series,
    SignatureStatus,
)
from saraptama.casework.intake.labels import choices_of
from saraptama.casework.intake.querysets import OrderQuerySet, plain_case_number
from saraptama.casework.intake.words import words_of_order
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id
from saraptama.kernel.rights import Confidentiality

__all__ = ["Order", "OrderStatus", "Registration", "plain_case_number"]

NEEDS_ACCEPTANCE = [OrderState.REGISTERED.value, OrderState.CLOSED.value]


class Order(AuditedModel):
    """A resolution, ruling, referral or contract that appoints an examination, as written (CPC art. 272)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conversation_id = models.UUIDField(_("conversation"), default=new_id, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=choices_of(OrderState))
    received_on = models.DateField(_("received on"))
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    """The day the body took the order; the clock starts on the later of this and the day of the objects (art. 34)."""

    order_kind = models.CharField(_("kind of order"), max_length=10, choices=choices_of(OrderKind))
    number = models.CharField(_("number of the order"), max_length=60, blank=True)
    ordered_on = models.DateField(_("date of the order"))
    ordered_at_time = models.TimeField(_("time of the order"), null=True, blank=True)
    place = models.CharField(_("place of appointment"), max_length=200, blank=True)
    grounds = models.TextField(_("grounds"), blank=True)
    plot = models.TextField(_("plot"), blank=True)
    articles = models.JSONField(_("articles"), default=list, blank=True)

    appointing_body = models.ForeignKey(
        "reference.AppointingBody",
        verbose_name=_("appointing body"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    body_name = models.CharField(_("name of the body in the order"), max_length=400, blank=True)
    person_name = models.CharField(_("appointing person"), max_length=200, blank=True)
    person_position = models.CharField(_("position"), max_length=200, blank=True)
    person_rank = models.CharField(_("rank"), max_length=60, blank=True)
    person_iin = models.CharField(_("IIN of the appointing person"), max_length=12, blank=True)

    case_category = models.CharField(
        _("category of the case"), max_length=4, choices=choices_of(CaseCategory), blank=True
    )
    case_no = models.CharField(_("number of the case"), max_length=60, blank=True)
    case_no_kind = models.CharField(_("kind of the number"), max_length=14, choices=choices_of(CaseNoKind), blank=True)
    case_no_parts = models.JSONField(_("parts of the number"), default=dict, blank=True)
    exam_kind = models.CharField(_("kind of examination"), max_length=10, choices=choices_of(ExamKind))
    composition = models.CharField(_("composition"), max_length=10, choices=choices_of(Composition))
    language = models.CharField(_("language of the proceedings"), max_length=2)
    region = models.CharField(_("region"), max_length=2, blank=True)

    institute = models.ForeignKey(
        "reference.Unit", verbose_name=_("institute"), on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(
        "reference.Unit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    confidentiality = models.CharField(
        _("confidentiality"), max_length=12, choices=choices_of(Confidentiality), default=Confidentiality.OPEN.value
    )
    named_expert = models.CharField(_("expert named in the order"), max_length=200, blank=True)
    by_materials = models.BooleanField(_("by case materials alone"), default=False)

    consent = models.CharField(
        _("consent"), max_length=10, choices=choices_of(Consent), default=Consent.NOT_NEEDED.value
    )
    consent_exception = models.CharField(_("exception of art. 271"), max_length=40, blank=True)
    consent_document = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("document of consent"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    acquaintance_protocol = models.BooleanField(_("protocol of acquaintance"), default=False)
    signature_status = models.CharField(
        _("signature"), max_length=10, choices=choices_of(SignatureStatus), default=SignatureStatus.UNCHECKED.value
    )
    destruction_permission = models.CharField(
        _("permission for destruction"),
        max_length=8,
        choices=choices_of(DestructionPermission),
        default=DestructionPermission.NONE.value,
    )

    first_institute = models.CharField(_("institute of the first examination"), max_length=300, blank=True)
    first_number = models.CharField(_("number of the first conclusion"), max_length=60, blank=True)
    first_note = models.TextField(_("reasons for doubt or addition"), blank=True)
    first_document = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("copy of the first conclusion"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    return_ground = models.CharField(_("ground of return"), max_length=40, blank=True)
    withdrawal_ground = models.CharField(_("ground of withdrawal"), max_length=400, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    retention_class = models.CharField(_("retention class"), max_length=40, blank=True)
    checks_done = models.PositiveSmallIntegerField(_("checks done"), default=0)
    """How often the checklist was applied: the round of the latest findings."""

    legal_hold = models.BooleanField(_("legal hold"), default=False)
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)
    search_words = models.TextField(editable=False, default="")

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        constraints = [
            models.UniqueConstraint(
                fields=["conversation_id"],
                name="intake_one_order_in_a_conversation",
                violation_error_message=_("An order of this conversation already exists."),
            ),
            models.CheckConstraint(
                condition=Q(ordered_on__lte=F("received_on")),
                name="intake_order_is_not_from_the_future",
                violation_error_message=_("An order cannot be dated later than the day on which it was received."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=NEEDS_ACCEPTANCE, accepted_on__isnull=False) | ~Q(state__in=NEEDS_ACCEPTANCE),
                name="intake_registered_order_has_a_day_of_acceptance",
                violation_error_message=_("A registered order has the day on which it was accepted."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | Q(accepted_on__gte=F("received_on")),
                name="intake_order_is_accepted_after_it_is_received",
                violation_error_message=_("An order is accepted on the day it was received or later."),
            ),
            models.CheckConstraint(
                condition=(Q(state=OrderState.RETURNED.value) & ~Q(return_ground=""))
                | (~Q(state=OrderState.RETURNED.value) & Q(return_ground="")),
                name="intake_returned_order_has_its_ground",
                violation_error_message=_("An order is returned on a ground of the list, and only then has one."),
            ),
            models.CheckConstraint(
                condition=(Q(state=OrderState.WITHDRAWN.value) & ~Q(withdrawal_ground=""))
                | (~Q(state=OrderState.WITHDRAWN.value) & Q(withdrawal_ground="")),
                name="intake_withdrawn_order_has_its_ground",
                violation_error_message=_("A withdrawn order has the body's ground, and only then."),
            ),
            models.CheckConstraint(
                condition=Q(state=OrderState.CLOSED.value, closed_on__isnull=False)
                | (~Q(state=OrderState.CLOSED.value) & Q(closed_on__isnull=True)),
                name="intake_closed_order_has_its_day",
                violation_error_message=_("A closed order has the day on which it was closed, and only then."),
            ),
            models.CheckConstraint(
                condition=~Q(exam_kind=ExamKind.PRIMARY.value) | Q(first_number="", first_institute=""),
                name="intake_primary_examination_has_no_first_one",
                violation_error_message=_("Only an additional or repeated examination refers to a first one."),
            ),
            models.CheckConstraint(
                condition=Q(case_no="", case_no_kind="") | (~Q(case_no="") & ~Q(case_no_kind="")),
                name="intake_case_number_says_its_kind",
                violation_error_message=_("Say of which kind the case number is."),
            ),
            models.CheckConstraint(
                condition=Q(consent=Consent.EXCEPTED.value) & ~Q(consent_exception="")
                | ~Q(consent=Consent.EXCEPTED.value) & Q(consent_exception=""),
                name="intake_consent_exception_is_named",
                violation_error_message=_("Name the exception of art. 271, or none."),
            ),
            models.CheckConstraint(
                condition=Q(person_iin="") | Q(person_iin__regex=r"^[0-9]{12}$"),
                name="intake_appointing_person_iin_has_twelve_digits",
                violation_error_message=_("An IIN has 12 digits."),
            ),
            models.CheckConstraint(
                condition=Q(language__in=["kk", "ru"]),
                name="intake_proceedings_are_in_kazakh_or_russian",
                violation_error_message=_("The language of the proceedings is Kazakh or Russian."),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "-received_on", "-id"], name="intake_order_inbox"),
            models.Index(fields=["appointing_body", "-received_on", "-id"], name="intake_order_by_body"),
            models.Index(fields=["-received_on", "-id"], name="intake_order_by_day"),
            models.Index(fields=["appointing_body", "number", "ordered_on"], name="intake_order_alike"),
            models.Index(fields=["case_no"], name="intake_order_by_case", opclasses=["varchar_pattern_ops"]),
            models.Index(plain_case_number(), F("id").desc(), name="intake_order_by_plain_case"),
            models.Index(
                fields=["consent_document"], name="intake_order_by_consent", condition=Q(consent_document__isnull=False)
            ),
            models.Index(
                fields=["first_document"], name="intake_order_by_first", condition=Q(first_document__isnull=False)
            ),
            GinIndex(words_of_order(), name="intake_order_words_and_days"),
        ]

    def __str__(self) -> str:
        return f"{self.order_kind} {self.number} {self.ordered_on}"

    @property
    def arrival(self) -> Any:
        """The arrival that brought the order; later ones brought what completes it."""
        return self.arrivals.earliest("recorded_at", "id")


class OrderStatus(AuditedModel):
    """One step in an order's life: only ever added to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(
        Order, verbose_name=_("order"), on_delete=models.PROTECT, related_name="statuses", db_index=False
    )
    seq = models.PositiveSmallIntegerField(_("no."))
    state = models.CharField(_("state"), max_length=12, choices=choices_of(OrderState))
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)
    actor_id = models.UUIDField(_("by"))
    ground = models.CharField(_("ground"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("state of an order")
        verbose_name_plural = _("states of an order")
        ordering = ["order", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "seq"],
                name="intake_order_states_follow_each_other",
                violation_error_message=_("The order was changed meanwhile. Reload the page and repeat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq}: {self.state}"


class Registration(AuditedModel):
    """The entry in an institute's journal: one number per institute that the order goes to (design, section 8)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(
        Order, verbose_name=_("order"), on_delete=models.PROTECT, related_name="registrations", db_index=False
    )
    institute = models.ForeignKey(
        "reference.Unit", verbose_name=_("institute"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    series = models.CharField(_("series"), max_length=12, choices=choices_of(Series))
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    text = models.CharField(_("registration number"), max_length=40)
    registered_on = models.DateField(_("registered on"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [
            models.UniqueConstraint(
                fields=["institute", "series", "year", "number"],
                name="intake_registration_number_is_unique",
                violation_error_message=_("This registration number is already taken."),
            ),
            models.UniqueConstraint(
                fields=["text"],
                name="intake_registration_text_is_unique",
                violation_error_message=_("This registration number is already taken."),
            ),
            models.UniqueConstraint(
                fields=["order", "institute"],
                name="intake_order_is_registered_once_in_an_institute",
                violation_error_message=_("This order is already registered in this institute."),
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0),
                name="intake_registration_number_is_positive",
                violation_error_message=_("A registration number is 1 or more."),
            ),
            models.CheckConstraint(
                condition=Q(registered_on__year=F("year")),
                name="intake_registration_is_numbered_in_its_own_year",
                violation_error_message=_("A registration is numbered in the year of its own day."),
            ),
        ]
        indexes = [models.Index(fields=["-registered_on", "-id"], name="intake_registration_by_day")]

    def __str__(self) -> str:
        return self.text
