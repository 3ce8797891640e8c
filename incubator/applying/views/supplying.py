"""What was missing, handed in by the applicant."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from incubator.admission.models import Application
from incubator.applying import keeping, operations, queries
from incubator.applying.forms import PointsForm, add_reasons
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused


def hand_in(request: HttpRequest, row: Application, form: PointsForm) -> bool:
    """Hand in the answers; files that were good are remembered when something else is not."""
    by = signed_in(request)
    kept = keeping.unpack(form.cleaned_data["kept"], by)
    for name, upload in form.uploads():
        try:
            kept[name] = operations.keep_upload(row, upload, by)
        except Refused as refusal:
            add_reasons(form, refusal, name)
    keys = [point.pk for point in queries.open_points(row)]
    try:
        if form.errors:
            operations.keep_words(application=row, answers=_typed(form, keys), by=by)
        else:
            operations.supply(
                application=row,
                answers=_typed(form, keys),
                uploads={key: kept[f"file_{key}"] for key in keys if f"file_{key}" in kept},
                by=by,
            )
    except Refused as refusal:
        add_reasons(form, refusal)
    form.remember(kept, keeping.pack(kept, by))
    return not form.errors


def _typed(form: PointsForm, keys: list[int]) -> dict[int, str]:
    return {key: form.cleaned_data.get(f"answer_{key}", "") for key in keys}


def points_form(request: HttpRequest, row: Application) -> PointsForm:
    points = queries.open_points(row)
    if request.method == "POST":
        return PointsForm(request.POST, request.FILES, points=points)
    return PointsForm(points=points)


def points_shown(row: Application, form: PointsForm | None) -> list[dict[str, Any]]:
    """Each point with its fields, or as it was answered."""
    if form is None:
        return [{"point": point} for point in row.points.all()]
    return [
        {
            "point": point,
            "answer": form[f"answer_{point.pk}"],
            "file": form[f"file_{point.pk}"],
            "kept": form.remembered.get(f"file_{point.pk}", ""),
        }
        for point in queries.open_points(row)
    ]
