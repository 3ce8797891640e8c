"""Reasons as they are kept with a row, and in words when somebody reads them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from portal.core.reasons import Reason

Kept = Mapping[str, Any]


def kept(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Reasons in the words of the source; translated when they are shown, for that reader."""
    with translation.override(None):
        return [
            {
                "code": reason.code,
                "words": str(reason.message),
                "cure": str(reason.cure),
                "clause": reason.clause,
                "params": {key: str(value) for key, value in reason.params.items()},
            }
            for reason in reasons
        ]


def of(rows: Iterable[Kept]) -> list[Reason]:
    """Kept reasons as reasons again, in the language of the reader."""
    return [
        Reason(
            row["code"],
            gettext(row["words"]) if row["words"] else "",
            gettext(row["cure"]) if row["cure"] else "",
            row["clause"],
            params=row["params"],
        )
        for row in rows
    ]
