"""What must be true before a community group is filed: pure functions from facts to reasons."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from incubator.admission.filed import PURCHASE
from portal.core.reasons import Reason

OPINION = "民政部关于大力培育发展社区社会组织的意见（民发〔2017〕191号）"
CIVIL_CODE = "民法典第二百七十七条"
OWNERS = ("业主委员会", "业主大会", "业委会", "物业管理委员会", "物管会", "楼委会", "楼宇自治")
PROFIT = ("公司", "合作社", "个体", "商行", "商店", "超市", "工作室", "经营部", "企业")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when a group is handed in or decided.

    ``least`` is how many members the row of the day wants. ``host_is`` is "" for no host,
    "unknown", "group" or "ok".
    """

    own_case: bool = False
    name: str = ""
    for_profit: bool = False
    members: int = 0
    least: int = 0
    taken: bool = False
    in_street: bool = True
    host_is: str = ""
    host: str = ""


def not_own_case(facts: Facts) -> Iterator[Reason]:
    """Nobody files the group they hand in or belong to."""
    if facts.own_case:
        yield Reason(
            "own_case",
            _("You are a party to this case, so you may not decide it."),
            _("Ask a colleague of the street to decide it."),
        )


def no_owners_committee(facts: Facts) -> Iterator[Reason]:
    """Owners' committees follow the Civil Code, not this filing."""
    word = next((word for word in OWNERS if word in facts.name), "")
    if word:
        yield Reason(
            "owners_committee",
            _("“%(word)s”: owners' committees and other self-rule bodies of a building are no "
              "community groups."),
            _("An owners' committee is reported to the housing office and the street by the "
              "Civil Code. A group for hobbies or help may be filed under another name."),
            f"{OPINION}；{CIVIL_CODE}",
            params={"word": word},
        )  # fmt: skip


def no_profit(facts: Facts) -> Iterator[Reason]:
    """Bodies that work for profit are registered as a business."""
    word = next((word for word in PROFIT if word in facts.name), "")
    if facts.for_profit or word:
        yield Reason(
            "for_profit",
            _("A body that works for profit or shares its income among members is no community "
              "group."),
            _("Register it as a business with the market supervision office; if nothing is "
              "shared out, say so and choose a name without “%(word)s”.")
            if word
            else _("Register it as a business with the market supervision office, or decide "
                   "first that nothing is shared out."),
            OPINION,
            params={"word": word},
        )  # fmt: skip


def enough_members(facts: Facts) -> Iterator[Reason]:
    """A group has at least as many members as the row says."""
    if facts.members < facts.least:
        yield Reason(
            "too_few_members",
            _("A group needs at least %(least)s members; you entered %(members)s."),
            _("Win a few more neighbours first; the community will help to find them."),
            "本市社区社会组织备案办法",
            params={"least": facts.least, "members": facts.members},
        )


def name_free(facts: Facts) -> Iterator[Reason]:
    """Two groups of a street do not bear one name."""
    if facts.taken:
        yield Reason(
            "name_taken",
            _("A group of this name is already filed or being checked in this street."),
            _("Choose another name, or join that group."),
        )


def community_of_street(facts: Facts) -> Iterator[Reason]:
    """The street files groups of its own communities only."""
    if not facts.in_street:
        yield Reason(
            "other_street",
            _("This community does not belong to the street."),
            _("Choose the street of the community in which you meet."),
        )


def host_fits(facts: Facts) -> Iterator[Reason]:
    """A host is a registered organisation or a committee, not another group."""
    if facts.host_is == "unknown":
        yield Reason(
            "host_unknown",
            _("“%(host)s” is not known here."),
            _("Write the whole name or the credit code of the organisation, or leave it empty: "
              "then the community is the host."),
            params={"host": facts.host},
        )  # fmt: skip
    elif facts.host_is == "group":
        yield Reason(
            "host_is_group",
            _("“%(host)s” cannot act for others: it is not registered itself."),
            _("Choose a registered organisation or the residents' committee."),
            PURCHASE,
            params={"host": facts.host},
        )


KIND = (no_owners_committee, no_profit)
SUBMIT = (*KIND, enough_members, community_of_street, host_fits, name_free)
