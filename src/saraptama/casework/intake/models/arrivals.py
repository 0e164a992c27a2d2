"""How papers and messages come in, and the series that number them without gaps."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saraptama.casework.intake.enums import Channel
from saraptama.casework.intake.labels import choices_of
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class NumberSeries(models.Model):
    """The last number given in a series of an institute in a year (features A8).

    The row is raised inside the act that uses the number, so an act that is rolled back leaves no hole. The numbers
    themselves stand in audited rows; this counter can always be recomputed from them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institute = models.ForeignKey(
        "reference.Unit", verbose_name=_("institute"), on_delete=models.PROTECT, related_name="+"
    )
    series = models.CharField(_("series"), max_length=12)
    year = models.PositiveSmallIntegerField(_("year"))
    first_number = models.PositiveIntegerField(_("first number"), default=1)
    last_number = models.PositiveIntegerField(_("last number given"))

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = [
            models.UniqueConstraint(
                fields=["institute", "series", "year"],
                name="intake_one_series_in_a_year",
                violation_error_message=_("This series of this year already exists."),
            ),
            models.CheckConstraint(
                condition=Q(first_number__gt=0, last_number__gte=models.F("first_number") - 1),
                name="intake_series_begins_at_its_first_number",
                violation_error_message=_("A series begins at its first number, which is 1 or more."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series}/{self.year}: {self.last_number}"


class Arrival(AuditedModel):
    """One incoming paper or message, under its incoming number, apart from the registration of what it asks for.

    The pair of sending system and idempotency key stands once: a repeat gets `answer`, the first answer, again
    (integration.md, section 9).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institute = models.ForeignKey(
        "reference.Unit", verbose_name=_("institute"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("incoming number"))
    channel = models.CharField(_("channel"), max_length=10, choices=choices_of(Channel))
    received_on = models.DateField(_("received on"))
    received_at = models.DateTimeField(_("received at"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)
    source_system = models.CharField(_("sending system"), max_length=60)
    idempotency_key = models.CharField(_("idempotency key"), max_length=200)
    payload_hash = models.CharField(_("SHA-256 of the content"), max_length=64)
    body = models.ForeignKey(
        "reference.AppointingBody",
        verbose_name=_("appointing body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    order = models.ForeignKey(
        "intake.Order",
        verbose_name=_("order"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="arrivals",
    )
    raw_document = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("document as received"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    answer = models.JSONField(_("first answer"), default=dict)

    class Meta:
        verbose_name = _("arrival")
        verbose_name_plural = _("arrivals")
        constraints = [
            models.UniqueConstraint(
                fields=["source_system", "idempotency_key"],
                name="intake_arrival_comes_once",
                violation_error_message=_("This message has already been received."),
            ),
            models.UniqueConstraint(
                fields=["institute", "year", "number"],
                name="intake_incoming_number_is_unique",
                violation_error_message=_("This incoming number is already taken."),
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0),
                name="intake_incoming_number_is_positive",
                violation_error_message=_("An incoming number is 1 or more."),
            ),
            models.CheckConstraint(
                condition=Q(payload_hash__regex=r"^[0-9a-f]{64}$"),
                name="intake_arrival_names_its_content",
                violation_error_message=_("The content of an arrival is named by its SHA-256."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["raw_document"], name="intake_arrival_by_document", condition=Q(raw_document__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.number}"
