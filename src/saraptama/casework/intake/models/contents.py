"""What an order contains: specialties, questions, objects, persons."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from saraptama.casework.intake.enums import DestructionPermission, ObjectKind, PersonRole
from saraptama.casework.intake.labels import choices_of
from saraptama.casework.intake.models.orders import Order
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel.ids import new_id


class OrderedSpecialty(AuditedModel):
    """A specialty that the order asks for, and the institute that is to perform it: one examination each.

    A code that stands in no list is kept as the author wrote it (`asked_text`): the one-off route (law, art. 19).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(
        Order, verbose_name=_("order"), on_delete=models.PROTECT, related_name="specialties", db_index=False
    )
    seq = models.PositiveSmallIntegerField(_("no."))
    specialty_code = models.CharField(_("specialty"), max_length=10, blank=True)
    asked_text = models.CharField(_("as written in the order"), max_length=300, blank=True)
    institute = models.ForeignKey(
        "reference.Unit", verbose_name=_("institute"), on_delete=models.PROTECT, related_name="+"
    )
    is_elsewhere = models.BooleanField(_("at another institute than the order"), default=False)
    """Lets an institute that gets a part of an order find it among millions that it has no part in."""

    class Meta:
        verbose_name = _("ordered specialty")
        verbose_name_plural = _("ordered specialties")
        ordering = ["order", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "seq"],
                name="intake_specialty_has_its_place_in_the_order",
                violation_error_message=_("Two specialties of an order cannot have one number."),
            ),
            models.UniqueConstraint(
                fields=["order", "specialty_code"],
                condition=~Q(specialty_code=""),
                name="intake_specialty_is_ordered_once",
                violation_error_message=_("This specialty is already in the order."),
            ),
            models.CheckConstraint(
                condition=~Q(specialty_code="") | ~Q(asked_text=""),
                name="intake_specialty_is_named",
                violation_error_message=_("Give the code of the specialty, or its name as the order writes it."),
            ),
            models.CheckConstraint(
                condition=Q(seq__gt=0),
                name="intake_specialty_number_is_positive",
                violation_error_message=_("Numbering begins at 1."),
            ),
        ]
        indexes = [
            models.Index(fields=["specialty_code", "order"], name="intake_order_by_specialty"),
            models.Index(fields=["institute", "order"], name="intake_order_sent_on", condition=Q(is_elsewhere=True)),
        ]

    def __str__(self) -> str:
        return self.specialty_code or self.asked_text


class Question(AuditedModel):
    """One question put to the expert: the unit in which work is done and outcomes are counted (CPC 272, O8)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(
        Order, verbose_name=_("order"), on_delete=models.PROTECT, related_name="questions", db_index=False
    )
    number = models.PositiveSmallIntegerField(_("no."))
    text = models.TextField(_("question"))
    specialty_seq = models.PositiveSmallIntegerField(_("no. of the specialty"), null=True, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["order", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "number"],
                name="intake_question_number_is_unique",
                violation_error_message=_("Two questions of an order cannot have one number."),
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0) & ~Q(text=""),
                name="intake_question_has_number_and_text",
                violation_error_message=_("A question has a number from 1 and a text."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:60]}"


class OrderedObject(AuditedModel):
    """An object that the order sends, with its origin, packing and what may be destroyed of it (O5, O6).

    `specialty_seqs` names the specialties that need it; empty means all of them: their clocks wait for it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(
        Order, verbose_name=_("order"), on_delete=models.PROTECT, related_name="ordered_objects", db_index=False
    )
    number = models.PositiveSmallIntegerField(_("no."))
    kind = models.CharField(_("kind"), max_length=10, choices=choices_of(ObjectKind))
    name = models.CharField(_("name"), max_length=500)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, default=1)
    measure_unit = models.CharField(_("unit of measure"), max_length=20)
    packaging = models.CharField(_("packaging"), max_length=300, blank=True)
    seal_number = models.CharField(_("seal number"), max_length=100, blank=True)
    no_seal_reason = models.CharField(_("why there is no seal"), max_length=300, blank=True)
    origin = models.CharField(_("origin"), max_length=500, blank=True)
    destruction_permission = models.CharField(
        _("permission for destruction"),
        max_length=8,
        choices=choices_of(DestructionPermission),
        default=DestructionPermission.NONE.value,
    )
    electronic = models.BooleanField(_("electronic"), default=False)
    specialty_seqs = models.JSONField(_("for specialties no."), default=list, blank=True)

    class Meta:
        verbose_name = _("ordered object")
        verbose_name_plural = _("ordered objects")
        ordering = ["order", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "number"],
                name="intake_object_number_is_unique",
                violation_error_message=_("Two objects of an order cannot have one number."),
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0),
                name="intake_object_quantity_is_positive",
                violation_error_message=_("The quantity of an object is more than 0."),
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0) & ~Q(name=""),
                name="intake_object_has_number_and_name",
                violation_error_message=_("An object has a number from 1 and a name."),
            ),
            models.CheckConstraint(
                condition=~Q(measure_unit=""),
                name="intake_object_quantity_has_a_unit",
                violation_error_message=_("Say in which unit the quantity is measured."),
            ),
            models.CheckConstraint(
                condition=Q(seal_number="") | Q(no_seal_reason=""),
                name="intake_object_is_sealed_or_says_why_not",
                violation_error_message=_("An object has a seal number or a reason why it has none, not both."),
            ),
        ]
        indexes = [
            models.Index(fields=["seal_number", "-order"], name="intake_object_by_seal", condition=~Q(seal_number="")),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name[:60]}"


class CasePerson(AuditedModel):
    """A person of the case, by role and with the name exactly as in the order; the IIN, or that it is unknown."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(
        Order, verbose_name=_("order"), on_delete=models.PROTECT, related_name="persons", db_index=False
    )
    number = models.PositiveSmallIntegerField(_("no."))
    role = models.CharField(_("role"), max_length=14, choices=choices_of(PersonRole))
    full_name = models.CharField(_("name as in the order"), max_length=300)
    iin = models.CharField(_("IIN"), max_length=12, blank=True)
    iin_unknown = models.BooleanField(_("IIN unknown"), default=False)
    is_examined = models.BooleanField(_("is to be examined"), default=False)
    consent_document = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("document of consent"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        verbose_name = _("person of the case")
        verbose_name_plural = _("persons of the case")
        ordering = ["order", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "number"],
                name="intake_person_number_is_unique",
                violation_error_message=_("Two persons of an order cannot have one number."),
            ),
            models.CheckConstraint(
                condition=Q(iin__regex=r"^[0-9]{12}$", iin_unknown=False) | Q(iin="", iin_unknown=True),
                name="intake_person_has_an_iin_or_it_is_unknown",
                violation_error_message=_("Give the 12 digits of the IIN, or mark it as unknown."),
            ),
            models.CheckConstraint(
                condition=~Q(full_name=""),
                name="intake_person_has_a_name",
                violation_error_message=_("Give the name as it stands in the order."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["consent_document"],
                name="intake_person_by_consent",
                condition=Q(consent_document__isnull=False),
            ),
            models.Index(fields=["iin", "-order"], name="intake_person_by_iin", condition=~Q(iin="")),
            models.Index(Upper("full_name"), F("order").desc(), name="intake_person_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.role}"
