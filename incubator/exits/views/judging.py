"""Declared values, as the office enters and judges them."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from incubator.exits import declaring, items, queries
from incubator.exits.forms import DeclareForm, JudgeForm
from incubator.exits.items import Item
from incubator.exits.models import Declared
from incubator.exits.views import frame
from incubator.residence.models import Residence
from portal.accounts.queries import signed_in
from portal.core import days
from portal.core.ui import Fact


def exit_declare_case(request: HttpRequest, pk: int, item: str) -> HttpResponseBase:
    """Enter for the organisation what it brought on paper."""
    return declare(request, frame.kept(request, pk), item, office=True)


def declare(request: HttpRequest, row: Residence, item: str, *, office: bool) -> HttpResponseBase:
    """The page on which a value is declared, by the organisation or for it."""
    user, found = signed_in(request), _item(row, item)
    form = DeclareForm(request.POST or None, request.FILES or None, fact=found.fact)
    handed_in = _("Handed in. The base looks at the paper next.")
    return frame.form_page(
        request,
        row,
        form,
        lambda given: declaring.declare(
            residence=row,
            item=found.code,
            words=given["words"],
            amount_fen=given.get("amount"),
            upload=given["paper"],
            by=user,
        ),
        said=_("Entered. Judge it next.") if office else handed_in,
        title=found.title,
        button=_("Enter it") if office else _("Declare it"),
        office=office,
        lead=_("What is typed is marked “declared” for ever, also when the base accepts it."),
        facts=[Fact(_("Criterion"), found.criterion), Fact(_("Known so far"), found.words)],
    )


def exit_judge(request: HttpRequest, pk: int, key: int) -> HttpResponseBase:
    """Judge a declared value."""
    row, user = frame.kept(request, pk), signed_in(request)
    found = _declared(row, key)
    title = next((i["title"] for i in items.sheet(row) if i["code"] == found.item), found.item)
    return frame.form_page(
        request,
        row,
        JudgeForm(request.POST or None),
        lambda given: declaring.judge(
            declared=found, accepted=given["accepted"] == "yes", answer=given["words"], by=user
        ),
        said=_("Judged. The value stays marked as declared."),
        title=title,
        button=_("Keep the judgement"),
        office=True,
        facts=[
            Fact(_("Declared"), found.words),
            Fact(
                _("Declared by"),
                f"{found.by.get_full_name()} · {days.moment_words(found.at)}",
            ),
        ],
        paper=found,
    )


def _declared(row: Residence, key: int) -> Declared:
    found = queries.declared_of(row).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _item(row: Residence, code: str) -> Item:
    found = next((item for item in items.of(row) if item.code == code), None)
    if found is None:
        raise Http404
    return found
