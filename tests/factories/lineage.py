"""Organisations that came out of others, linked by two officials."""

from datetime import date
from typing import Any

from portal.organisations.lineage import operations
from portal.organisations.lineage.models import LineageLink
from portal.organisations.register.models import Organisation
from tests.factories import joining
from tests.people import person

DAY = date(2024, 5, 6)


def ended(name: str, **facts: Any) -> Organisation:
    """An organisation that was struck off."""
    return standing(name, **({"state": "deregistered"} | facts))


def standing(name: str, **facts: Any) -> Organisation:
    """An organisation on the register of the test's bureau, registered in 2015."""
    return joining.organisation(name, **({"registered_on": date(2015, 3, 2)} | facts))


def recorded(
    parent: Organisation, child: Organisation, *, by: str = "clerk", **given: Any
) -> LineageLink:
    """A link that one official recorded."""
    facts = {
        "kind": "merger",
        "happened_on": DAY,
        "document": "关于准予合并的决定，鄂民管〔2024〕12号",
        "file": joining.scan("决定.png"),
        **given,
    }
    return operations.record(parent=parent, child=child, by=person(by), **facts)


def linked(parent: Organisation, child: Organisation, **given: Any) -> LineageLink:
    """A link in force."""
    link = recorded(parent, child, **given)
    return operations.confirm(link=link, by=person("section_head"))


def parted(link: LineageLink) -> LineageLink:
    """A counter-entry in force against a link."""
    entry = operations.reverse(
        link=link,
        document="更正说明，鄂民管〔2025〕3号",
        grounds="两家没有关系，登记时认错了。",
        file=joining.scan("更正.png"),
        by=person("clerk"),
    )
    return operations.confirm(link=entry, by=person("section_head"))
