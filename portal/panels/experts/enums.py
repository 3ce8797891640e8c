"""How an expert may be tied to a body or a person."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TieKind(TextChoices):
    """What ties an expert to somebody who may be judged."""

    EMPLOYED = "employed", _("employed there")
    BOARD = "board", _("on the board or the supervisory board")
    ADVISER = "adviser", _("adviser or consultant")
    FAMILY = "family", _("close relative")
    FOUNDER = "founder", _("founder or holder of a share")
    MEMBER = "member", _("member")


LASTING = frozenset({TieKind.FAMILY, TieKind.FOUNDER})
