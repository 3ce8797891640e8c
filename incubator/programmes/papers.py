"""The usual forms of a paper: which kinds of file, or which list of people, under one name."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incubator.programmes.enums import ListKind
from portal.core.reasons import Text

FORMS: Mapping[str, tuple[tuple[str, ...], str, Text]] = {
    "scan": (("pdf", "jpg", "png"), "", _("PDF or photograph")),
    "pdf": (("pdf",), "", _("PDF only")),
    "text": (("pdf", "docx"), "", _("PDF or Word")),
    "book": (("xlsx",), "", _("Excel sheet")),
    "members": ((), ListKind.MEMBERS.value, _("list of members (Excel)")),
    "staff": ((), ListKind.STAFF.value, _("list of staff (Excel)")),
}


def code_of(kinds: Sequence[str], list_kind: str) -> str:
    """The form with exactly these kinds; "pdf+jpg" for kinds without a name."""
    same = (tuple(kinds), list_kind)
    return next((code for code, meant in FORMS.items() if meant[:2] == same), "+".join(kinds))


def meaning(code: str) -> tuple[list[str], str]:
    """The kinds of file and the kind of list that a form means."""
    kinds, list_kind = FORMS[code][:2] if code in FORMS else (tuple(code.split("+")), "")
    return [kind for kind in kinds if kind], list_kind


def label(code: str) -> Text:
    """The form in words."""
    if code in FORMS:
        return FORMS[code][2]
    return gettext(" or ").join(kind.upper() for kind in code.split("+"))
