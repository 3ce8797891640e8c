"""What must be true of those who join as suppliers, and of a founding team."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.core import credit_code
from portal.core.credit_code import Kind
from portal.core.reasons import Reason, Severity
from portal.organisations.suppliers.enums import InstitutionClass, SupplierKind

ORDER_102 = "政府购买服务管理办法"
ORDER_77 = "取缔非法社会组织办法"
MIN_FOUNDERS = 3
SOCIAL = frozenset({Kind.SOCIAL_GROUP, Kind.SOCIAL_SERVICE_INSTITUTION, Kind.FOUNDATION})
COMMITTEES = frozenset({Kind.VILLAGE_COMMITTEE, Kind.RESIDENTS_COMMITTEE})
PUBLIC = frozenset({Kind.ORGAN, Kind.MASS_ORGANISATION})


@dataclass(frozen=True, slots=True)
class SupplierFacts:
    """What is known when a supplier applies; ``code_taken`` is the name of the code's holder."""

    kind: str
    code: str
    institution_class: str = ""
    code_taken: str = ""
    open_number: str = ""
    has_licence: bool = True
    office_known: bool = True


@dataclass(frozen=True, slots=True)
class JoinFacts:
    """What is known when an official decides."""

    code_taken: bool = False
    own_case: bool = False
    applicant_active: bool = True


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """What is known of a founding team; ``registered`` is an organisation with the same name."""

    founders: tuple[str, ...]
    registered: bool = False
    same_team: bool = False


def code_is_right(facts: SupplierFacts) -> Iterator[Reason]:
    """The code of GB 32100: a wrong one stops, a doubtful one is told to the official."""
    yield from credit_code.check(facts.code).reasons


def code_is_of_a_supplier(facts: SupplierFacts) -> Iterator[Reason]:
    """Social organisations claim; committees and offices are told what they can be."""
    kind = credit_code.check(facts.code).kind
    if kind in SOCIAL:
        yield Reason(
            "social_organisation",
            _("This is the code of a social organisation, which is already in the register."),
            _("Find it by its code and claim it; you need not enter its facts again."),
        )
    elif kind in COMMITTEES:
        yield Reason(
            "committee",
            _("A residents' or village committee does not join as a supplier."),
            _(
                "It reports needs and orders services here through its street office or town "
                "government, which gives it access."
            ),
            ORDER_102,
        )
    elif kind in PUBLIC:
        yield Reason(
            "buyer_not_supplier",
            _("Organs and mass organisations buy services; they do not supply them."),
            _("The portal's administrator sets up their access."),
            ORDER_102,
        )


def code_fits_kind(facts: SupplierFacts) -> Iterator[Reason]:
    """The first two signs of the code and the chosen kind must agree."""
    checked = credit_code.check(facts.code)
    named = checked.kind
    if named is None or named in SOCIAL | COMMITTEES | PUBLIC or named == facts.kind:
        return
    known = named.value in SupplierKind.values
    yield Reason(
        "code_kind_mismatch",
        _("You chose “%(chosen)s”, but codes that begin with %(prefix)s are not of that kind."),
        _("Choose the kind that stands on the licence.")
        if known
        else _("Compare the code with the licence; if it is right, the bureau looks at it."),
        severity=Severity.BLOCK if known else Severity.WARN,
        params={"chosen": SupplierKind(facts.kind).label, "prefix": checked.code[:2]},
    )


def institution_may_supply(facts: SupplierFacts) -> Iterator[Reason]:
    """Class-1 public institutions neither buy nor supply; a missing class is asked for."""
    if facts.kind != SupplierKind.PUBLIC_INSTITUTION:
        return
    if not facts.institution_class:
        yield Reason(
            "class_missing",
            _("The class of the public institution is missing."),
            _("It stands in the decision of the staffing office."),
        )
    if facts.institution_class == InstitutionClass.CLASS_1:
        yield Reason(
            "class_one",
            _("A class-1 public institution is fully funded and may not supply bought services."),
            _("It may take part as a partner of a project, or its department may buy for it."),
            ORDER_102,
        )


def code_is_free(facts: SupplierFacts) -> Iterator[Reason]:
    """One body per code."""
    if facts.code_taken:
        yield Reason(
            "code_taken",
            _("“%(name)s” has already joined with this code."),
            _("Ask its owner on the portal to invite you."),
            params={"name": facts.code_taken},
        )
    if facts.open_number:
        yield Reason(
            "application_open",
            _("An application with this code is already being checked."),
            _("Wait for its decision; a colleague of yours may have handed it in."),
        )


def papers_are_there(facts: SupplierFacts) -> Iterator[Reason]:
    """The licence proves code, name and kind."""
    if not facts.has_licence:
        yield Reason(
            "licence_missing",
            _("The licence or certificate is missing."),
            _("Add a photograph or scan on which the code can be read."),
        )
    if not facts.office_known:
        yield Reason("no_office", _("No bureau on the portal answers for this place."))


def code_still_free(facts: JoinFacts) -> Iterator[Reason]:
    """Nobody joined with the code while the application waited."""
    if facts.code_taken:
        yield Reason("code_taken", _("A body with this code has joined in the meantime."))


def not_own_case(facts: JoinFacts) -> Iterator[Reason]:
    """Nobody decides a case in which they are a party."""
    if facts.own_case:
        yield Reason("own_case", _("You are a party to this case, so you may not decide it."))


def applicant_still_there(facts: JoinFacts) -> Iterator[Reason]:
    """A closed account cannot become an owner."""
    if not facts.applicant_active:
        yield Reason("applicant_gone", _("The applicant's account has been closed."))


def enough_founders(facts: TeamFacts) -> Iterator[Reason]:
    """At least three persons, each named once."""
    different = len(set(facts.founders))
    if different < MIN_FOUNDERS:
        yield Reason(
            "founders_too_few",
            _("A founding team needs at least %(needed)d different founders; %(count)d are named."),
            _("Name the others with their consent."),
            params={"needed": MIN_FOUNDERS, "count": different},
        )


def name_is_free(facts: TeamFacts) -> Iterator[Reason]:
    """Nobody acts under the name of a registered organisation (Order 77, rules I.4)."""
    if facts.registered:
        yield Reason(
            "name_registered",
            _("A registered organisation bears this name; a founding team may not act under it."),
            _("If it is yours, claim it; otherwise choose another name."),
            ORDER_77,
        )
    if facts.same_team:
        yield Reason(
            "team_exists",
            _("You have already set up a founding team with this name."),
            _("Open it under My space."),
        )


SUBMIT = (
    code_is_right,
    code_is_of_a_supplier,
    code_fits_kind,
    institution_may_supply,
    code_is_free,
    papers_are_there,
)
FOUND = (enough_founders, name_is_free)
