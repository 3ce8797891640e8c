"""Official letters: numbered per body and year, kept for ever, corrected only by a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from portal.files.models import StoredFile


class LetterMark(models.Model):
    """The words before the year in a body's document numbers (发文字号), when it has its own."""

    body = models.OneToOneField("bodies.Body", on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(_("words of the document number"), max_length=40)

    def __str__(self) -> str:
        return self.mark


class Letter(models.Model):
    """A letter of a body. In force only with its stamped scan or its electronic seal.

    ``kind`` is a code such as "claim.refused"; the texts are in Chinese, as they were printed.
    ``pdf`` is what the portal made, ``scan`` the stamped paper. ``replaces`` names the letter
    that this one corrects.
    """

    kind = models.CharField(max_length=60)
    case = models.ForeignKey(
        "workflow.Case", null=True, on_delete=models.PROTECT, related_name="letters"
    )
    issuer = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="letters")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=80, unique=True)
    addressee = models.CharField(max_length=160)
    title = models.CharField(max_length=120)
    paragraphs = models.JSONField(default=list)
    remedy = models.TextField(blank=True)
    dated = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    pdf = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    sealed = models.BooleanField(default=False)
    scan = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    scanned_at = models.DateTimeField(null=True)
    scanned_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["issued_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "year", "serial"], name="letter_serial_once"),
            models.CheckConstraint(
                condition=Q(scan=None, scanned_at=None)
                | Q(scan__isnull=False, scanned_at__isnull=False),
                name="letter_scan_has_time",
            ),
            models.CheckConstraint(
                condition=Q(sealed=False) | Q(pdf__isnull=False), name="letter_sealed_has_pdf"
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replaces=F("id")),
                name="letter_replaces_another",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def effective(self) -> StoredFile | None:
        """The version that counts: the stamped scan, else the sealed PDF, else none yet."""
        return self.scan or (self.pdf if self.sealed else None)

    @property
    def in_force(self) -> bool:
        """Whether it is stamped or sealed; one that was replaced is still told as such."""
        return self.scan_id is not None or self.sealed

    @property
    def replacement(self) -> Letter | None:
        """The letter that corrects this one, or None."""
        return Letter.objects.filter(replaces=self.pk).first()
