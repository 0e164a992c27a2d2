"""The record of acts, and the log that proves nobody changed it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from saraptama.foundation.audit.enums import InspectionKind
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel.ids import new_id


class AuditEntry(models.Model):
    """One act: who did what, to which record, when it happened and when it was recorded, under which right.

    `leaf_hash` is the RFC 6962 hash of the entry's canonical form (`leaves.leaf_of`); `promise` is the log's Ed25519
    signature that the leaf will be integrated. The details are committed to by a salt, so the leaf can be published.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    act = models.CharField(max_length=80)
    right = models.CharField(max_length=80, blank=True)
    actor_id = models.UUIDField()
    actor_kind = models.CharField(max_length=10)
    acting_for = models.UUIDField(null=True)
    subject_table = models.CharField(max_length=63, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    occurred_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    details = models.JSONField(default=dict)
    details_salt = models.BinaryField(max_length=16)
    documents = models.JSONField(default=dict)
    leaf_hash = models.BinaryField(max_length=32)
    promise = models.BinaryField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["subject_table", "subject_id", "recorded_at"], name="audit_entry_subject"),
            models.Index(fields=["actor_id", "-recorded_at"], name="audit_entry_actor"),
            models.Index(fields=["-recorded_at"], name="audit_entry_recent"),
        ]


class RowShape(models.Model):
    """The columns over which a table's rows were committed; a new shape begins when a migration changes them."""

    table_name = models.CharField(max_length=63)
    columns = ArrayField(models.CharField(max_length=63))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table_name", "columns"], name="one_shape_per_column_list")]


class AuditRow(models.Model):
    """One version of one row that an act wrote: its salted commitment. Without the salt it says nothing."""

    entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="rows")
    shape = models.ForeignKey(RowShape, on_delete=models.PROTECT, related_name="+", db_index=False)
    table_name = models.CharField(max_length=63)
    row_id = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    salt = models.BinaryField(max_length=16)
    commitment = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table_name", "row_id", "version"], name="a_row_version_is_audited_once")
        ]


class PendingLeaf(models.Model):
    """An entry that waits for its place in the log; the only table here whose rows go away again."""

    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, primary_key=True, related_name="+")
    leaf_hash = models.BinaryField(max_length=32)


class LogLeaf(models.Model):
    """The entry's place in the log. The position is the cursor of projections, webhooks and exports."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="leaf")
    leaf_hash = models.BinaryField(max_length=32)


class Checkpoint(models.Model):
    """A signed statement of the log's size and root (C2SP checkpoint)."""

    tree_size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    frontier = models.BinaryField()
    note = models.TextField()
    created_at = models.DateTimeField()


class LogTile(models.Model):
    """A tile of up to 256 hashes (C2SP tlog-tiles); a trigger lets it grow to the right and never change."""

    level = models.PositiveSmallIntegerField()
    number = models.BigIntegerField()
    data = models.BinaryField(max_length=8192)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "number"], name="one_tile_per_place")]


class ReadEvent(models.Model):
    """Who opened which file or case, once per actor and thing in five minutes; kept in monthly partitions.

    `xact` is the number that PostgreSQL gave the transaction: by it a seal knows that no event comes in behind it.
    """

    id = models.BigAutoField(primary_key=True)
    month = models.DateField()
    actor_id = models.UUIDField()
    acting_for = models.UUIDField(null=True)
    subject_table = models.CharField(max_length=63)
    subject_id = models.CharField(max_length=64)
    window = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    xact = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "audit_readevent"


class ReadSeal(AuditedModel):
    """The read events of about a minute, under one leaf: those of transactions from `from_xact` up to `to_xact`.

    Transaction numbers begin again when a dump is restored on another server: `above_id` is the last event from before
    that, `last_id` the last event sealed so far.

    `digests` holds the first bytes of each event's SHA-256, by its id: enough to name what was changed; that nothing
    was is proven by `sha256`, taken over the whole digests in the order of the ids.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    from_xact = models.BigIntegerField()
    to_xact = models.BigIntegerField()
    above_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    digests = models.JSONField()
    sha256 = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["above_id", "from_xact"], name="a_read_is_sealed_once")]


class ErasedRow(models.Model):
    """A row that was erased by law: it verifies as “erased under act N” ever after."""

    table_name = models.CharField(max_length=63)
    row_id = models.CharField(max_length=64)
    entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table_name", "row_id"], name="a_row_is_erased_once")]


class Inspection(models.Model):
    """A check of the log, or of every stored file, that runs in the background: how far it is, and what it found.

    Not a record of law: the acts of asking for it and of finishing it are, and stand in the log with the outcome.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=InspectionKind.choices)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    holds = models.BooleanField(null=True)
    outcome = models.JSONField(default=dict)
    findings = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["kind", "-asked_at"], name="audit_inspection_recent")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(ended_at__isnull=True), name="audit_one_inspection_of_a_kind_runs"
            )
        ]
