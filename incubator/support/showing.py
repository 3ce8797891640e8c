"""Items of the menu and requests as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incubator.allowances import amounts
from incubator.bases.enums import BaseLevel
from incubator.support import queries
from incubator.support.enums import BOOKED_ELSEWHERE, ICONS, ItemKind, Who
from incubator.support.models import SupportItem, SupportRequest
from incubator.support.queries import Filters
from portal.core import days, money
from portal.core.reasons import Text
from portal.core.ui import Fact, Tab


@dataclass(frozen=True, slots=True)
class Dish:
    """An item as a list shows it: its button leads where one gets it."""

    item: SupportItem
    icon: str
    price: Text
    who: Text
    by: str
    long: Text
    takes: Text
    rated: str
    address: str
    button: Text
    elsewhere: bool


def dish(item: SupportItem) -> Dish:
    """An item in words."""
    kind = ItemKind(item.kind)
    return Dish(
        item=item,
        icon=ICONS[kind],
        price=price(item),
        who=for_whom(item),
        by=given_by(item),
        long=_("about %(length)s") % {"length": amounts.hours(item.minutes)},
        takes=takes(item),
        rated=rated(item),
        address=address(item),
        button=_("Book") if kind in BOOKED_ELSEWHERE else _("Ask for it"),
        elsewhere=kind in BOOKED_ELSEWHERE,
    )


def address(item: SupportItem) -> str:
    """Where one gets it: the page to ask, or the page on which rooms or courses are booked."""
    kind = ItemKind(item.kind)
    if kind not in BOOKED_ELSEWHERE:
        return reverse("support_ask", args=[item.pk])
    route, path = BOOKED_ELSEWHERE[kind]
    try:
        found = reverse(route)
    except NoReverseMatch:
        found = path
    return f"{found}?base={item.base_id}" if item.base_id else found


def price(item: SupportItem) -> Text:
    """What it costs."""
    if not item.price:
        return _("free of charge")
    return _("%(yuan)s yuan") % {"yuan": money.yuan(item.price)}


def for_whom(item: SupportItem) -> str:
    """Whom it is for, with tiers and form where it is narrowed."""
    words = [Who(item.who).label, *(tier.shown_name for tier in item.tiers.all())]
    if item.form:
        words.append(item.get_form_display())
    return " · ".join(str(word) for word in words)


def given_by(item: SupportItem) -> str:
    """Who gives it."""
    where = item.base.body.name if item.base else item.office.name
    return " · ".join(part for part in (where, item.provider_name) if part)


def takes(item: SupportItem) -> Text:
    """What it takes of an allowance."""
    if not item.allowance:
        return _("nothing")
    words = {
        "amount": amounts.words(item.allowance, item.amount),
        "kind": item.get_allowance_display(),
    }
    return _("%(amount)s of your %(kind)s") % words


def rated(item: SupportItem) -> str:
    """The mean of the ratings and how many there are; empty without any."""
    number = getattr(item, "ratings", 0)
    if not number:
        return ""
    mean = f"{float(getattr(item, 'stars', 0)):.1f}"
    words = ngettext("%(mean)s of 5, %(n)d rating", "%(mean)s of 5, %(n)d ratings", number)
    return words % {"mean": mean, "n": number}


def facts(item: SupportItem) -> list[Fact]:
    """Who, what it costs, how long it takes: the table of an item's page."""
    ahead = ngettext("%(n)d working day ahead", "%(n)d working days ahead", item.lead_days)
    found = [
        Fact(_("For whom"), for_whom(item)),
        Fact(_("Fee"), price(item)),
        Fact(_("Taken from your allowance"), takes(item)),
        Fact(_("How long"), amounts.hours(item.minutes)),
        Fact(_("When"), item.hours),
        Fact(_("Ask"), ahead % {"n": item.lead_days} if item.lead_days else _("any time")),
    ]
    if item.seats:
        found.append(Fact(_("People at once"), str(item.seats)))
    found += [
        Fact(_("Given by"), f"{item.get_provider_display()} · {given_by(item)}"),
        Fact(_("Level"), item.get_level_display()),
    ]
    return [fact for fact in found if fact.value]


def kinds(filters: Filters) -> list[Tab]:
    """The kinds as tabs with the number of their items; kinds without any are left out."""
    counts = queries.kind_counts(filters)
    here = reverse("support_menu")
    kept = {"level": filters.level, "base": filters.base or ""}

    def to(kind: str) -> str:
        given = {name: value for name, value in {"kind": kind, **kept}.items() if value}
        return f"{here}?{urlencode(given)}" if given else here

    tabs = [Tab(_("All"), to(""), sum(counts.values()), not filters.kind)]
    return tabs + [
        Tab(kind.label, to(kind.value), counts[kind], filters.kind == kind)
        for kind in ItemKind
        if counts.get(kind) or filters.kind == kind
    ]


def levels() -> Sequence[tuple[str, Text]]:
    """The levels to choose from."""
    return [("", _("every level")), *BaseLevel.choices]


def request_facts(row: SupportRequest) -> list[Fact]:
    """What was asked, and what came of it."""
    begins = row.begins_at
    found = [
        Fact(_("Item"), row.item.shown_title, url=reverse("support_item", args=[row.item_id])),
        Fact(_("Organisation"), row.body.name),
        Fact(_("Day wished"), days.date_words(row.wished_on, weekday=True)),
        Fact(_("What it is about"), row.words),
        Fact(_("Came in"), row.get_channel_display()),
        Fact(_("Caller"), " ".join(part for part in (row.caller, row.caller_phone) if part)),
        Fact(_("Appointment"), days.moment_words(begins) if begins else ""),
        Fact(_("Length"), amounts.hours(row.minutes) if begins else ""),
        Fact(_("Who helps"), row.person),
        Fact(_("Where"), row.place),
        Fact(_("Taken from the allowance"), takes(row.item) if row.about else ""),
        Fact(_("Answer"), row.answer),
        Fact(_("Rating"), f"{row.stars} / 5" if row.stars else "", note=row.rating),
    ]
    return [fact for fact in found if fact.value]
