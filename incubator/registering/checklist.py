"""The registry's list of documents by kind, in legal order, with who prepares what."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from incubator.registering.enums import Kind, Mode, Sheet, Who
from portal.core.reasons import Text

CLAUSES = {
    Kind.SOCIAL_GROUP: "社会团体登记管理条例第十一条",
    Kind.INSTITUTION: "民办非企业单位登记管理暂行条例第九条",
    Kind.FOUNDATION: "基金会管理条例第九条",
}
UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document of the list; ``sheets`` are the papers of the portal that make it up."""

    code: str
    title: Text
    who: Who
    sheets: tuple[Sheet, ...] = ()
    hint: Text = ""


APPLICATION = Wanted(
    "application",
    _("Application for registration"),
    Who.BASE,
    (Sheet.APPLICATION,),
    _("The portal writes it; the founders sign."),
)
CHARTER = Wanted(
    "charter",
    _("Draft charter"),
    Who.BASE,
    (Sheet.CHARTER,),
    _("The portal writes it from the model; change in the DOCX what you want otherwise."),
)
CAPITAL = Wanted(
    "capital",
    _("Report on the verification of the funds"),
    Who.BANK,
    hint=_("The money lies on a temporary account; bank or accountant attest it."),
)
PREMISES = Wanted(
    "premises",
    _("Right to use the premises"),
    Who.TEAM,
    hint=_("Lease or consent of the owner, with a copy of the title."),
)
CONSENT = Wanted(
    UNIT,
    _("Approval of the supervising unit"),
    Who.UNIT,
    hint=_("With its number, date and seal."),
)
OPINION = Wanted(
    UNIT,
    _("Opinion of the industry department (direct registration)"),
    Who.UNIT,
    hint=_("The registry usually asks it by itself; bring it if you have it in writing."),
)
PEOPLE = Wanted(
    "people",
    _("Founders and proposed leaders: data and identity"),
    Who.BASE,
    (Sheet.PEOPLE, Sheet.APPOINTMENT, Sheet.MINUTES),
    _("The portal writes the forms; add copies of the identity cards."),
)
LEADERS = Wanted(
    "people",
    _("Proposed leaders: data and identity"),
    Who.BASE,
    (Sheet.PEOPLE, Sheet.APPOINTMENT, Sheet.MINUTES),
    _("The portal writes the forms; add copies of the identity cards."),
)
COUNCIL = Wanted(
    "people",
    _("Council list, identity, and CVs of chair, vice chairs and secretary-general"),
    Who.BASE,
    (Sheet.PEOPLE, Sheet.APPOINTMENT, Sheet.MINUTES),
    _("The portal writes list and forms; add CVs and copies of the identity cards."),
)
MEMBERS = Wanted(
    "members",
    _("List of members"),
    Who.BASE,
    (Sheet.MEMBERS,),
    _("The portal writes it from the members you enter; it proves Art. 10."),
)
ORDER: dict[str, tuple[Wanted, ...]] = {
    Kind.SOCIAL_GROUP: (APPLICATION, CONSENT, CAPITAL, PREMISES, PEOPLE, CHARTER, MEMBERS),
    Kind.INSTITUTION: (APPLICATION, CONSENT, PREMISES, CAPITAL, LEADERS, CHARTER),
    Kind.FOUNDATION: (APPLICATION, CHARTER, CAPITAL, PREMISES, COUNCIL, CONSENT),
}
SHEETS: dict[str, tuple[Sheet, ...]] = {
    kind: (Sheet.CHECKLIST, *(sheet for wanted in order for sheet in wanted.sheets))
    for kind, order in ORDER.items()
}


def wanted(kind: str, mode: str) -> tuple[Wanted, ...]:
    """The list of a kind; in direct registration an opinion stands for the approval."""
    direct = mode == Mode.DIRECT
    return tuple(OPINION if direct and one is CONSENT else one for one in ORDER[kind])


def needed(one: Wanted, mode: str) -> bool:
    """Whether papers cannot be complete without it."""
    return not (one.code == UNIT and mode == Mode.DIRECT)


def titles(kind: str, mode: str) -> dict[str, Text]:
    """The documents' titles by code."""
    return {one.code: one.title for one in wanted(kind, mode)}
