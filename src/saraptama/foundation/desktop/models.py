"""Rows of comfort. None is a legal fact, so none is audited; each belongs to one person and may be thrown away."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.desktop.enums import ExportFormat, ExportState, MailMode
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class SavedView(models.Model):
    """Filters, words, order and columns of a table under a name, for oneself or for one's unit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("reference.Unit", on_delete=models.CASCADE, null=True, related_name="+")
    """The unit with which the view is shared; none for a private one."""

    page = models.CharField(_("page"), max_length=100)
    name = models.CharField(_("name of the view"), max_length=80)
    query = models.TextField()
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "page", "name"],
                name="desktop_view_has_one_name",
                violation_error_message=_("You already have a view of this name over this table."),
            )
        ]
        indexes = [models.Index(fields=["page", "unit"], name="desktop_view_of_unit")]

    def __str__(self) -> str:
        return self.name


class TableHabit(models.Model):
    """How a person likes a table: which columns, and with which view it opens."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=100)
    columns = models.JSONField(default=list)
    opens_with = models.ForeignKey(SavedView, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "page"], name="desktop_one_habit_per_table")]

    def __str__(self) -> str:
        return self.page


class SentForm(models.Model):
    """A form that was sent and acted upon: the same one arriving again gets the first answer."""

    digest = models.BinaryField(primary_key=True)
    sent_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    """Where the first sending led; empty while it is at work."""

    class Meta:
        indexes = [models.Index(fields=["sent_at"], name="desktop_sent_by_time")]


class KeptForm(models.Model):
    """A form that arrived after its session had ended, encrypted under a key that only that browser holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kept_at"], name="desktop_kept_by_time")]


class Export(models.Model):
    """A table as a file, made in the background and kept for some days for its owner alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    acting_for = models.UUIDField(null=True)
    name = models.CharField(max_length=200)
    path = models.CharField(max_length=300)
    query = models.TextField(blank=True)
    format = models.CharField(max_length=4, choices=ExportFormat.choices)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=8, choices=ExportState.choices, default=ExportState.WAITING)
    rows_expected = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    wrapped_key = models.BinaryField(default=b"")
    """The file's own key, wrapped by the master key. Without it the parts are noise."""

    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "-asked_at"], name="desktop_exports_of_person")]


class ExportPart(models.Model):
    """A stretch of an export's file, encrypted."""

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["export", "number"], name="desktop_part_has_its_place")]


class MailWish(models.Model):
    """When a person is written to, and about which kinds not at all."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+")
    mode = models.CharField(_("e-mail about notifications"), max_length=8, choices=MailMode.choices)
    muted = models.JSONField(default=list)


class MailedUpTo(models.Model):
    """Up to which moment a person's notifications have been written to them."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+")
    moment = models.DateTimeField()


class KnownWord(models.Model):
    """A stem that stands in some order: what a misspelt word is compared with. Not where it stands."""

    word = models.CharField(max_length=60, primary_key=True)

    class Meta:
        indexes = [GinIndex(fields=["word"], name="desktop_words_by_likeness", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.word


class LearntUpTo(models.Model):
    """The order up to which words have been learnt; one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    order_id = models.UUIDField()
