"""One number that tells every process whether what it remembers is still true."""

from django.db import models


class ReferenceVersion(models.Model):
    """The single row that triggers renew whenever any reference table changes.

    The number comes from a sequence: it never returns, not even after a rollback, so memory of an undone change
    can never be taken for a later one.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="reference_referenceversion_is_one_row")]

    def __str__(self) -> str:
        return str(self.number)
