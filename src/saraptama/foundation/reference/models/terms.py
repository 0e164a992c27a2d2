"""Dictionaries, the intake checklist and the norms of the statutory clock."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.reference.enums import ChecklistCondition, Dictionary, Severity
from saraptama.foundation.reference.models.dated import Dated, DatedQuerySet, every_language, no_overlap


class Term(Dated):
    """One code of a dictionary with its labels, for the days in which they hold (domain.md, section 4)."""

    dictionary = models.CharField(_("dictionary"), max_length=40, choices=Dictionary.choices)
    code = models.CharField(_("code"), max_length=40)
    label_kk = models.CharField(_("label in Kazakh"), max_length=400)
    label_ru = models.CharField(_("label in Russian"), max_length=400)
    label_en = models.CharField(_("label in English"), max_length=400)
    sort_key_kk = models.CharField(max_length=400, editable=False)
    position = models.PositiveIntegerField(_("order in lists"), default=0)
    attributes = models.JSONField(_("attributes"), default=dict, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            *Dated.Meta.constraints,
            every_language("label", "reference_term_in_three_languages"),
            no_overlap("reference_term_versions_do_not_overlap", "dictionary", "code"),
        ]
        indexes = [models.Index(fields=["dictionary", "sort_key_kk"], name="reference_term_kazakh_order")]

    def __str__(self) -> str:
        return f"{self.dictionary}:{self.code}"


class ChecklistItem(Dated):
    """One thing that an order must contain (CPC art. 272), what its absence leads to, and how to mend it."""

    code = models.CharField(_("code"), max_length=10)
    severity = models.CharField(_("severity"), max_length=10, choices=Severity.choices)
    article = models.CharField(_("article"), max_length=100)
    applies_when = models.CharField(_("applies"), max_length=40, choices=ChecklistCondition.choices)
    position = models.PositiveIntegerField(_("order in lists"), default=0)
    text_kk = models.TextField(_("text in Kazakh"))
    text_ru = models.TextField(_("text in Russian"))
    text_en = models.TextField(_("text in English"))
    mend_kk = models.TextField(_("how to mend, in Kazakh"))
    mend_ru = models.TextField(_("how to mend, in Russian"))
    mend_en = models.TextField(_("how to mend, in English"))

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("checklist item")
        verbose_name_plural = _("checklist items")
        constraints = [
            *Dated.Meta.constraints,
            every_language("text", "reference_checklistitem_text_in_three_languages"),
            every_language("mend", "reference_checklistitem_mending_in_three_languages"),
            no_overlap("reference_checklistitem_versions_do_not_overlap", "code"),
        ]

    def __str__(self) -> str:
        return self.code


class TypicalQuestion(Dated):
    """A question often put to experts of a type or specialty, offered to whoever writes an order.

    It binds nobody: the appointing person puts the questions (CPC art. 272, part 1), and the order keeps the text put.
    """

    code = models.CharField(_("code"), max_length=20)
    specialty_code = models.CharField(_("type or specialty"), max_length=10)
    position = models.PositiveIntegerField(_("order in lists"), default=0)
    text_kk = models.TextField(_("text in Kazakh"))
    text_ru = models.TextField(_("text in Russian"))
    text_en = models.TextField(_("text in English"))

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("typical question")
        verbose_name_plural = _("typical questions")
        constraints = [
            *Dated.Meta.constraints,
            every_language("text", "reference_typicalquestion_in_three_languages"),
            no_overlap("reference_typicalquestion_versions_do_not_overlap", "code"),
        ]

    def __str__(self) -> str:
        return self.code


class NormSet(Dated):
    """One version of the periods of the statutory clock; each value says its source and whether it is confirmed.

    A case keeps the version valid on its T0; counting with another is a what-if (domain.md, 5.2).
    """

    version = models.CharField(_("version"), max_length=40, unique=True)
    values = models.JSONField(_("values"))

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("norms of the clock")
        verbose_name_plural = _("norms of the clock")
        constraints = [*Dated.Meta.constraints, no_overlap("reference_normset_versions_do_not_overlap")]

    def __str__(self) -> str:
        return self.version
