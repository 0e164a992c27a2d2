"""What stands in a conclusion beside its prose: answers and illustrations."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saraptama.casework.conclusions.enums import Outcome
from saraptama.casework.conclusions.models.documents import Conclusion
from saraptama.casework.conclusions.rules import Cell
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class AnswerCell(AuditedModel):
    """An answer: question × object or range × group of signatories (design, section 8). Counts are derived.

    No range means the question as a whole; no signatories means all of them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conclusion = models.ForeignKey(
        Conclusion, verbose_name=_("conclusion"), on_delete=models.PROTECT, related_name="answers"
    )
    question = models.ForeignKey(
        "intake.Question", verbose_name=_("question"), on_delete=models.PROTECT, related_name="+"
    )
    question_number = models.PositiveSmallIntegerField(_("no. of the question"))
    first_object = models.PositiveSmallIntegerField(_("from object"), null=True, blank=True)
    last_object = models.PositiveSmallIntegerField(_("to object"), null=True, blank=True)
    signatories = ArrayField(models.UUIDField(), verbose_name=_("answered by"), default=list, blank=True)
    outcome = models.CharField(_("outcome"), max_length=40)
    """A code of the dictionary `answer_outcome`."""
    text = models.TextField(_("answer"))
    written_by = models.UUIDField(_("written by"))
    changed_at = models.DateTimeField(_("changed"), default=clock.now)
    removed = models.BooleanField(_("taken back"), default=False)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["conclusion", "question_number", F("first_object").asc(nulls_first=True), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["conclusion", "question", "first_object", "last_object", "signatories"],
                condition=Q(removed=False),
                nulls_distinct=False,
                name="conclusions_answer_stands_once",
                violation_error_message=_("This answer already stands in the conclusion. Change it instead."),
            ),
            models.CheckConstraint(
                condition=Q(first_object__isnull=True, last_object__isnull=True)
                | Q(first_object__gte=1, last_object__gte=F("first_object")),
                name="conclusions_answer_range_is_in_order",
                violation_error_message=_("A range goes from a smaller number to a larger one."),
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="conclusions_answer_has_words",
                violation_error_message=_("Write the answer in words."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_number}: {self.outcome}"

    @property
    def as_cell(self) -> Cell:
        """The answer as the rules see it."""
        return Cell(
            question=self.question_number,
            outcome=Outcome(self.outcome),
            first_object=self.first_object,
            last_object=self.last_object,
            group=frozenset(self.signatories),
        )


class Picture(AuditedModel):
    """An illustration with its caption, and a description for those who do not see it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conclusion = models.ForeignKey(
        Conclusion, verbose_name=_("conclusion"), on_delete=models.PROTECT, related_name="pictures"
    )
    seq = models.PositiveSmallIntegerField(_("no."))
    place = models.PositiveSmallIntegerField(_("place among the illustrations"), default=0)
    """Where it stands now, from 1; 0 in drafts of before there was an order to choose, which follow `seq`."""
    file = models.ForeignKey(
        "documents.StoredFile", verbose_name=_("picture"), on_delete=models.PROTECT, related_name="+"
    )
    caption = models.CharField(_("caption"), max_length=300)
    description = models.CharField(_("description"), max_length=600)
    removed = models.BooleanField(_("taken back"), default=False)

    class Meta:
        verbose_name = _("illustration")
        verbose_name_plural = _("illustrations")
        ordering = ["conclusion", "place", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["conclusion", "seq"],
                name="conclusions_pictures_follow_each_other",
                violation_error_message=_("Somebody added an illustration meanwhile. Reload the page."),
            ),
            models.CheckConstraint(
                condition=~Q(caption="") & ~Q(description=""),
                name="conclusions_picture_is_described",
                violation_error_message=_("An illustration has a caption and a description."),
            ),
        ]

    def __str__(self) -> str:
        return self.caption


class ResearchTable(AuditedModel):
    """A table of the research part, typed or pasted from a spreadsheet; its first row names the columns."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conclusion = models.ForeignKey(
        Conclusion, verbose_name=_("conclusion"), on_delete=models.PROTECT, related_name="tables"
    )
    seq = models.PositiveSmallIntegerField(_("no."))
    place = models.PositiveSmallIntegerField(_("place among the tables"))
    caption = models.CharField(_("caption"), max_length=300)
    rows = models.JSONField(_("rows"))
    """Rows of cells as text, all of one width."""
    removed = models.BooleanField(_("taken back"), default=False)

    class Meta:
        verbose_name = _("table")
        verbose_name_plural = _("tables")
        ordering = ["conclusion", "place", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["conclusion", "seq"],
                name="conclusions_tables_follow_each_other",
                violation_error_message=_("Somebody added a table meanwhile. Reload the page."),
            ),
            models.CheckConstraint(
                condition=~Q(caption=""),
                name="conclusions_table_has_a_caption",
                violation_error_message=_("A table has a caption."),
            ),
        ]

    def __str__(self) -> str:
        return self.caption
