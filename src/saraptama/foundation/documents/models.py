"""Records of stored files and of the keys of cases. No content and no key lies in the database."""

from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.audit.rows import AuditedModel
from saraptama.foundation.documents.kinds import FileKind, RetentionClass
from saraptama.foundation.documents.rights import READ
from saraptama.kernel.actor import ActorRef
from saraptama.kernel.ids import new_id
from saraptama.kernel.rights import Confidentiality, Grant, Scope


class CaseKey(AuditedModel):
    """That a case has a key, and whether the key still exists. The wrapped key itself lies in the key store."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case_id = models.UUIDField(unique=True)
    created_at = models.DateTimeField()
    hold_ground = models.CharField(max_length=300, blank=True)
    """Ground of the legal hold (a document's number and date); empty when nothing is held."""
    erased_on = models.DateField(null=True)
    erasure_act = models.CharField(max_length=200, blank=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("case key")
        constraints = [
            models.CheckConstraint(
                name="documents_casekey_erased_under_act",
                condition=Q(destroyed_at__isnull=True, erasure_act="", erased_on__isnull=True)
                | Q(destroyed_at__isnull=False, erased_on__isnull=False) & ~Q(erasure_act=""),
                violation_error_message=_("A case is erased under an act, on a day."),
            ),
            models.CheckConstraint(
                name="documents_casekey_held_is_not_erased",
                condition=Q(hold_ground="") | Q(destroyed_at__isnull=True),
                violation_error_message=_("A case under legal hold is not erased."),
            ),
        ]

    def __str__(self) -> str:
        return f"key of case {self.case_id}"


def _within(grant: Grant) -> Q:
    """A grant's limits as a condition over files; the same meaning as Grant.covers."""
    inside = Q(confidentiality__in=[level.value for level in grant.confidentiality])
    if grant.unit_path:
        inside &= Q(unit_path=grant.unit_path) | Q(unit_path__startswith=grant.unit_path + ".")
    if grant.regions:
        inside &= Q(region__in=grant.regions)
    if grant.examination_types:
        inside &= Q(examination_type__in=grant.examination_types)
    return inside


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def visible_to(self, actor: ActorRef) -> "StoredFileQuerySet":
        """Files that the actor's grants of documents.read cover; orderers get theirs from the owning contexts."""
        grants = () if actor.body_id else actor.grants_of(READ)
        return self.filter(reduce(or_, map(_within, grants))) if grants else self.none()

    def of_case(self, case_id: Any) -> "StoredFileQuerySet":
        """The files of one case, oldest first."""
        return self.filter(case_id=case_id).order_by("created_at", "id")


class StoredFile(AuditedModel):
    """One file: what it is, where its ciphertext lies, its wrapped key, and a commitment to its content.

    The digest of the plaintext is kept encrypted together with the commitment's salt: once the case's key is
    destroyed, not even the holder of a copy of the plaintext can be shown to hold this file.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case_id = models.UUIDField()
    kind = models.CharField(max_length=30, choices=[(k.value, k.value) for k in FileKind])
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.BigIntegerField()
    ciphertext_sha256 = models.CharField(max_length=64, unique=True)
    wrapped_key = models.BinaryField()
    sealed_digest = models.BinaryField()
    commitment = models.CharField(max_length=64)
    confidentiality = models.CharField(max_length=20, default=Confidentiality.OPEN.value)
    unit_path = models.CharField(max_length=300, blank=True)
    region = models.CharField(max_length=10, blank=True)
    examination_type = models.CharField(max_length=10, blank=True)
    retention_class = models.CharField(max_length=30, choices=[(k.value, k.value) for k in RetentionClass])
    created_by = models.UUIDField()
    created_at = models.DateTimeField()

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("stored file")
        indexes = [models.Index(F("case_id"), F("created_at"), name="documents_file_of_case")]
        constraints = [
            models.CheckConstraint(
                name="documents_file_not_empty",
                condition=Q(size__gt=0),
                violation_error_message=_("An empty file is not stored."),
            ),
            models.CheckConstraint(
                name="documents_file_confidentiality",
                condition=Q(confidentiality__in=[c.value for c in Confidentiality if c != Confidentiality.SECRET]),
                violation_error_message=_("Secret content never enters the system."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> Scope:
        """Where the file belongs: what a right to it is compared with."""
        return Scope(
            unit_path=self.unit_path,
            region=self.region,
            examination_type=self.examination_type,
            confidentiality=Confidentiality(self.confidentiality),
        )


class Upload(models.Model):
    """A large file on its way in, piece by piece, that goes on after a cut (tus 1.0). Not a record: it has no content.

    The key is made at the beginning, so that what has arrived lies encrypted like every stored file.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    """Also the id of the file that it becomes: the cipher binds its chunks to it."""
    owner_id = models.UUIDField()
    case_id = models.UUIDField()
    subject_id = models.UUIDField()
    """What the file is for, as the context that began the upload knows it."""
    kind = models.CharField(max_length=30, choices=[(k.value, k.value) for k in FileKind])
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.BigIntegerField()
    offset = models.BigIntegerField(default=0)
    wrapped_key = models.BinaryField()
    scope = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)
    """Why what arrived could not become a file; empty while nothing is wrong."""

    class Meta:
        verbose_name = _("upload")
        indexes = [
            models.Index(F("expires_at"), name="documents_unfinished_uploads", condition=Q(finished_at__isnull=True)),
            models.Index(F("subject_id"), name="documents_uploads_of_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                name="documents_upload_within_its_size",
                condition=Q(offset__gte=0, offset__lte=F("size"), size__gt=0),
                violation_error_message=_("More arrived than was announced."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
