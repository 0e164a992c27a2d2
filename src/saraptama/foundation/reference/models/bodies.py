"""Who may appoint an examination."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from saraptama.foundation.reference.enums import IntegrationSystem
from saraptama.foundation.reference.models.dated import DatedQuerySet, Named, no_overlap


class AppointingBodyKind(Named):
    """One of ten coded kinds of appointing body (domain.md, 4.1); the name behind a code depends on the day."""

    code = models.CharField(_("code"), max_length=2)
    integration = models.CharField(
        _("system"), max_length=12, choices=IntegrationSystem.choices, default=IntegrationSystem.NONE
    )
    free_name_required = models.BooleanField(_("the body's own name is required"), default=False)
    order_kinds = models.CharField(_("kinds of appointing acts"), max_length=120, blank=True)
    """Codes of the dictionary `order_kind` that bodies of this kind issue, the usual one first; empty means any."""

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("kind of appointing body")
        verbose_name_plural = _("kinds of appointing bodies")
        constraints = [
            *Named.Meta.constraints,
            no_overlap("reference_appointingbodykind_versions_do_not_overlap", "code"),
        ]

    def __str__(self) -> str:
        return self.code


class AppointingBody(Named):
    """A named court, prosecutor's office, police department or other addressee of results (CPC art. 272).

    A body keeps its row for life; an end sets the last day. `bin` is compared with the signer's certificate.
    """

    code = models.CharField(_("code"), max_length=40, unique=True)
    kind_code = models.CharField(_("kind"), max_length=2)
    region_code = models.CharField(_("region"), max_length=2, blank=True)
    bin = models.CharField(_("BIN"), max_length=12, blank=True)
    integration = models.CharField(
        _("system"), max_length=12, choices=IntegrationSystem.choices, default=IntegrationSystem.NONE
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointing body")
        verbose_name_plural = _("appointing bodies")
        constraints = [*Named.Meta.constraints]
        indexes = [models.Index(fields=["kind_code", "region_code"], name="reference_body_kind_region")]

    def __str__(self) -> str:
        return self.code
