"""What makes a row provable: a version that the database itself counts, and a commitment over its columns."""

from django.db import models


class AuditedModel(models.Model):
    """A row whose every version is named, with a salted commitment, by the audit entry of the act that wrote it.

    `row_version` is raised by a trigger on every UPDATE (see `migration_operations.VersionedTable`), so a change
    made outside an act leaves a version that no audit entry knows.
    """

    row_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
