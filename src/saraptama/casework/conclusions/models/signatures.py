"""Who signs, in which order, and the signatures."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saraptama.casework.conclusions.models.documents import Conclusion
from saraptama.foundation.audit.rows import AuditedModel
from saraptama.kernel import clock
from saraptama.kernel.ids import new_id


class Signatory(AuditedModel):
    """An expert who signs, with the particulars that only the conclusion asks for. The lead signs last."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conclusion = models.ForeignKey(
        Conclusion, verbose_name=_("conclusion"), on_delete=models.PROTECT, related_name="signatories"
    )
    place = models.PositiveSmallIntegerField(_("order of signing"))
    user = models.ForeignKey("accounts.User", verbose_name=_("expert"), on_delete=models.PROTECT, related_name="+")
    is_lead = models.BooleanField(_("lead"), default=False)
    education = models.CharField(_("education"), max_length=300, blank=True)
    degree = models.CharField(_("degree"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["conclusion", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["conclusion", "user"],
                name="conclusions_expert_signs_once",
                violation_error_message=_("This expert already is among the signatories."),
            ),
            models.UniqueConstraint(
                fields=["conclusion", "place"],
                name="conclusions_signatories_stand_in_a_row",
                violation_error_message=_("Two experts cannot have one place in the order of signing."),
            ),
            models.UniqueConstraint(
                fields=["conclusion"],
                condition=Q(is_lead=True),
                name="conclusions_one_lead",
                violation_error_message=_("A conclusion has one lead expert."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.user_id}"

    @property
    def signature(self) -> "SignatureRecord | None":
        """The signature that stands; None before signing and after a withdrawal."""
        return next((given for given in self.signatures.all() if given.stands), None)


class SignatureQuerySet(models.QuerySet["SignatureRecord"]):
    """Signatures, as signing and sealing ask for them."""

    def standing(self) -> Self:
        """Given and not withdrawn."""
        return self.filter(withdrawal__isnull=True)

    def under(self, conclusion: Conclusion) -> Self:
        """Those under one conclusion, in the order of signing."""
        return self.filter(signatory__conclusion=conclusion).order_by("signatory__place", "attempt")


class SignatureRecord(AuditedModel):
    """A national signature over exactly the bytes of revision 1, as it was verified. Only ever added.

    An expert who withdrew a signature before the sealing may sign again: each attempt is a row of its own.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    signatory = models.ForeignKey(
        Signatory, verbose_name=_("signatory"), on_delete=models.PROTECT, related_name="signatures"
    )
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=1)
    cms_file = models.ForeignKey(
        "documents.StoredFile", verbose_name=_("signature file"), on_delete=models.PROTECT, related_name="+"
    )
    cms_sha256 = models.CharField(_("SHA-256 of the signature"), max_length=64)
    revision_1_sha256 = models.CharField(_("SHA-256 of what was signed"), max_length=64)
    signer_name = models.CharField(_("name in the certificate"), max_length=300)
    certificate_fingerprint = models.CharField(_("certificate"), max_length=128)
    algorithm = models.CharField(_("algorithm"), max_length=60)
    claimed_time = models.DateTimeField(_("time stated by the signer"), null=True, blank=True)
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["signatory", "attempt"]
        constraints = [
            models.UniqueConstraint(
                fields=["signatory", "attempt"],
                name="conclusions_each_attempt_to_sign_counts_once",
                violation_error_message=_("You have already signed this conclusion."),
            ),
            models.CheckConstraint(
                condition=Q(cms_sha256__regex=r"^[0-9a-f]{64}$", revision_1_sha256__regex=r"^[0-9a-f]{64}$"),
                name="conclusions_signature_names_what_it_signs",
                violation_error_message=_("A signature names the document it signs."),
            ),
        ]

    def __str__(self) -> str:
        return self.signer_name

    @property
    def stands(self) -> bool:
        """Whether it was not withdrawn."""
        return not hasattr(self, "withdrawal")


class SignatureWithdrawal(AuditedModel):
    """An expert took the own signature back before the conclusion was sealed, and says why. Only ever added."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    signature = models.OneToOneField(
        SignatureRecord, verbose_name=_("signature"), on_delete=models.PROTECT, related_name="withdrawal"
    )
    ground = models.CharField(_("ground"), max_length=400)
    occurred_on = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("withdrawal of a signature")
        verbose_name_plural = _("withdrawals of signatures")
        constraints = [
            models.CheckConstraint(
                condition=~Q(ground=""),
                name="conclusions_signature_is_withdrawn_on_a_ground",
                violation_error_message=_("Give the ground."),
            ),
        ]

    def __str__(self) -> str:
        return self.ground


class Dissent(AuditedModel):
    """A dissenting opinion of one signatory: a paper of its own, signed apart and sealed with the conclusion.

    Experts who come to different results say so each in own name (CPC art. 281).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    signatory = models.OneToOneField(
        Signatory, verbose_name=_("signatory"), on_delete=models.PROTECT, related_name="dissent"
    )
    text = models.TextField(_("dissenting opinion"))
    file = models.ForeignKey(
        "documents.StoredFile", verbose_name=_("document"), on_delete=models.PROTECT, related_name="+"
    )
    file_sha256 = models.CharField(_("SHA-256 of the document"), max_length=64)
    revision_1_sha256 = models.CharField(_("SHA-256 of the conclusion it dissents from"), max_length=64)
    cms_file = models.ForeignKey(
        "documents.StoredFile",
        verbose_name=_("signature file"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    cms_sha256 = models.CharField(_("SHA-256 of the signature"), max_length=64, blank=True)
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)
    removed = models.BooleanField(_("taken back"), default=False)
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("dissenting opinion")
        verbose_name_plural = _("dissenting opinions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="conclusions_dissent_has_words",
                violation_error_message=_("Write the dissenting opinion in words."),
            ),
            models.CheckConstraint(
                condition=Q(cms_file__isnull=True, cms_sha256="", signed_at__isnull=True)
                | Q(cms_file__isnull=False, cms_sha256__regex=r"^[0-9a-f]{64}$", signed_at__isnull=False),
                name="conclusions_signed_dissent_has_its_signature",
                violation_error_message=_("A signed opinion has its signature and the moment of signing."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_signed(self) -> bool:
        """Whether its author has signed it."""
        return self.cms_file_id is not None
