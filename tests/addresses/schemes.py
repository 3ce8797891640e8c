"""Addresses of indicator sets."""

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile

from ratings.schemes import documents, importing
from tests.factories import schemes as make
from tests.harness.matrix import entry
from tests.people import appoint, body, person

EDITORS = {"rating_clerk", "section_head"}
READERS = EDITORS | {"leader"}
ABSENT = {"pk": 999_999}


def _elsewhere_clerk():
    found, made = get_user_model().objects.get_or_create(
        email="schemes@tests.example", defaults={"name": "别处"}
    )
    if made:
        appoint(found, "rating_clerk", body("other_bureau"))
    return found


def _ours():
    return {"pk": make.some_draft().pk}


def _elsewhere():
    return {"pk": make.draft("other_bureau", by=_elsewhere_clerk()).pk}


def _line(build):
    return lambda: {**build(), "level": "point", "code": "1.1.1"}


def _new(build):
    return lambda: {**build(), "level": "point"}


def _upload(office, clerk):
    version = make.draft(office, by=clerk())
    file = ContentFile(documents.workbook(make.sheet(basis="新办法")), name="指标.xlsx")
    kept = importing.take_in(version=version, upload=file, by=clerk())
    return {"pk": version.pk, "upload": kept.pk}


def _published():
    return {"pk": make.some_published().pk}


WORK = {"own": _ours, "other": _elsewhere, "absent": ABSENT}
POSTED = {"method": "post", "answers": {302}}

entry("schemes_kept", sees_own=READERS)
entry("scheme_begin", sees_own=EDITORS)
for name in ("scheme_work", "scheme_preview", "scheme_export"):
    entry(name, sees_own=READERS, **WORK)
for name in ("scheme_basics", "scheme_bands", "scheme_import"):
    entry(name, sees_own=EDITORS, **WORK)
for name in ("scheme_publish", "scheme_retire"):
    entry(name, sees_own=READERS, **WORK, **POSTED)
for name in ("scheme_copy", "scheme_discard"):
    entry(name, sees_own=EDITORS, **WORK, **POSTED)
entry(
    "scheme_upload",
    own=lambda: _upload("bureau", lambda: person("rating_clerk")),
    other=lambda: _upload("other_bureau", _elsewhere_clerk),
    absent={**ABSENT, "upload": 1},
    sees_own=EDITORS,
)
entry(
    "scheme_line", own=_line(_ours), other=_line(_elsewhere), absent=_line(lambda: ABSENT)(),
    sees_own=EDITORS,
)  # fmt: skip
entry(
    "scheme_line_add", own=_new(_ours), other=_new(_elsewhere), absent=_new(lambda: ABSENT)(),
    sees_own=EDITORS,
)  # fmt: skip
entry("indicators")
for name in ("indicator_set", "indicator_sheet"):
    entry(name, own=_published, other=_elsewhere, absent=ABSENT)
