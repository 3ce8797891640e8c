"""Evidence that people hand in: kept private, with size, hash and what the scanner said."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.files.enums import OPENABLE, Kind, ScanState

KINDS = [(kind.value, kind.value) for kind in Kind]


class StoredFile(models.Model):
    """A file in private storage. It has no address: the subject's view serves it.

    ``name`` is the cleaned name the person gave, ``size`` bytes and ``sha256`` those of what is
    kept (pictures are re-encoded), ``pages`` those of a PDF. ``keep_until`` is the last day on
    which it is kept although nothing refers to it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_body = models.ForeignKey(
        "bodies.Body", null=True, on_delete=models.PROTECT, related_name="files"
    )
    owner_user = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="files"
    )
    slot = models.CharField(max_length=60)
    case = models.CharField(max_length=40, blank=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(max_length=8, choices=KINDS)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(null=True)
    scan_state = models.CharField(max_length=12, choices=ScanState.choices)
    stored_at = models.DateTimeField()
    by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="stored_files"
    )
    keep_until = models.DateField()

    class Meta:
        ordering = ["stored_at", "id"]
        indexes = [
            models.Index(fields=["case"], name="file_by_case"),
            models.Index(fields=["keep_until"], name="file_by_keep_until"),
            models.Index(fields=["scan_state"], name="file_by_scan_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner_body__isnull=False) | Q(owner_user__isnull=False),
                name="file_has_owner",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="file_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Its name in private storage, told by its key alone."""
        return f"{self.id.hex[:2]}/{self.id.hex}"

    @property
    def file_kind(self) -> Kind:
        """Its kind, with extensions and media type."""
        return Kind(self.kind)

    @property
    def scan_label(self) -> str:
        """What the scanner said, in words."""
        return str(ScanState(self.scan_state).label)

    @property
    def may_open(self) -> bool:
        """Whether it may be handed out: neither waiting for the scanner nor infected."""
        return self.scan_state in OPENABLE
