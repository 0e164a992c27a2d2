"""The words of the reference data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """Level of a unit in the forensic body (domain.md, section 8)."""

    CENTRE = "CENTRE", _("the Centre")
    INSTITUTE = "INSTITUTE", _("institute")
    DEPARTMENT = "DEPARTMENT", _("department")
    LABORATORY = "LABORATORY", _("laboratory")


class IntegrationSystem(models.TextChoices):
    """The system through which an appointing body sends its orders (domain.md, 4.1)."""

    NONE = "NONE", _("paper and portal")
    TORELIK = "TORELIK", _("Torelik (courts)")
    ECRIMINAL = "ECRIMINAL", _("Electronic criminal case")


class SpecialtyStatus(models.TextChoices):
    """Where a code of the list of types and specialties comes from."""

    LISTED = "LISTED", _("in the 2017 list")
    PROVISIONAL = "PROVISIONAL", _("exists in law, code not confirmed")


class Severity(models.TextChoices):
    """What a missing item of the order leads to (domain.md, 6.1)."""

    BLOCK = "BLOCK", _("registration is not possible")
    DEFICIENT = "DEFICIENT", _("registered as deficient, to be completed")
    WARN = "WARN", _("a warning only")


class ChecklistCondition(models.TextChoices):
    """When an item of the intake checklist is asked for."""

    ALWAYS = "ALWAYS", _("always")
    CRIMINAL = "CRIMINAL", _("in criminal cases")
    NOT_BY_MATERIALS = "NOT_BY_MATERIALS", _("unless the examination is made on case materials alone")
    OBJECTS_SENT = "OBJECTS_SENT", _("when objects are sent")
    VICTIM_OR_WITNESS_EXAMINED = "VICTIM_OR_WITNESS_EXAMINED", _("when a victim or a witness is examined")
    REPEATED_OR_ADDITIONAL = "REPEATED_OR_ADDITIONAL", _("for repeated and additional examinations")


class CalendarDayKind(models.TextChoices):
    """How a day departs from the ordinary week (integration.md, section 8)."""

    HOLIDAY = "HOLIDAY", _("holiday")
    MOVED_OFF = "MOVED_OFF", _("working day moved away: a day off")
    MOVED_WORK = "MOVED_WORK", _("day off moved away: a working day")


class Dictionary(models.TextChoices):
    """The plain dictionaries: code, label in three languages, days in force."""

    CASE_CATEGORY = "case_category", _("category of the case")
    CASE_NO_KIND = "case_no_kind", _("kind of case number")
    ORDER_KIND = "order_kind", _("kind of appointing act")
    EXAM_KIND = "exam_kind", _("kind of examination")
    COMPOSITION = "composition", _("composition of experts")
    COMPLEXITY = "complexity", _("category of complexity")
    RESULT = "result", _("result of the examination")
    APPROVAL_DECISION = "approval_decision", _("decision of an approver")
    RANK = "rank", _("rank of the appointing person")
    CORRESPONDENCE_TYPE = "correspondence_type", _("type of correspondence")
    PAYMENT_DOCUMENT = "payment_document", _("payment document")
    SUSPENSION_REASON = "suspension_reason", _("ground of suspension")
    BASIS_DOCUMENT = "basis_document", _("document on which an act rests")
    OBJECT_KIND = "object_kind", _("kind of object")
    PERSON_ROLE = "person_role", _("role of a person in the case")
    PACKAGING = "packaging", _("packaging")
    MEASURE_UNIT = "measure_unit", _("unit of measure")
    DESTRUCTION_PERMISSION = "destruction_permission", _("permission for destruction")
    EXAMINATION_PLACE = "examination_place", _("place of the examination")
    PETITION_KIND = "petition_kind", _("kind of petition")
    PETITION_DECISION = "petition_decision", _("decision on a petition")
    ANSWER_OUTCOME = "answer_outcome", _("outcome of an answer")
    RETURN_GROUND = "return_ground", _("ground of return without execution")
    IMPOSSIBILITY_REASON = "impossibility_reason", _("reason of impossibility to give a conclusion")
    RECUSAL_GROUND = "recusal_ground", _("ground of recusal")
    RETENTION_CLASS = "retention_class", _("retention class")
    ONE_OFF_GROUND = "one_off_ground", _("ground for a one-off expert")
    ARRIVAL_CHANNEL = "arrival_channel", _("channel of arrival")
    POSITION = "position", _("position")
    LANGUAGE = "language", _("language of the proceedings")
    CONFIDENTIALITY = "confidentiality", _("confidentiality")
    CONSENT_EXCEPTION = "consent_exception", _("exception from written consent")
    DEATH_CONFIRMATION = "death_confirmation", _("basis of confirmation of death")
    REASSIGNMENT_REASON = "reassignment_reason", _("reason of reassignment")
