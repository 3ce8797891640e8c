"""Where the headers and the footer lead: one list that later subjects extend.

An entry names a route (looked up, and left out while it does not exist) or a path of the CMS.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.permissions import Permission

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """A way to a section: a route's name, or a path; ``may`` for the workspace."""

    label: Text
    route: str = ""
    path: str = ""
    icon: str = ""
    may: Permission = Permission.PUBLIC

    @property
    def url(self) -> str:
        """The address, or an empty string while the route does not exist."""
        if not self.route:
            return self.path
        try:
            return reverse(self.route)
        except NoReverseMatch:
            return self.path


@dataclass(frozen=True, slots=True)
class Place:
    """An entry as it stands on a page: its address is known, and whether one is there."""

    label: Text
    url: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the footer."""

    title: Text
    entries: Sequence[Entry]


SECTIONS = [
    Entry(_("Home"), path="/", icon="house"),
    Entry(_("Social organisations"), path="/organisations/", icon="users-round"),
    Entry(_("Incubation"), route="incubation", icon="sprout"),
    Entry(_("Guides"), path="/guides/", icon="book-open"),
    Entry(_("Notices"), path="/notices/", icon="newspaper"),
    Entry(_("Rules"), path="/law/", icon="scale"),
]
SHORTCUTS = [
    Entry(_("Follow a case"), path="/cases/", icon="search-check"),
    Entry(_("Help 12345"), path="/help/", icon="phone"),
]
WORKSPACE = [
    Entry(_("Work list"), route="work_list", may=Permission.CASES_VIEW),
    Entry(_("Approvals"), route="approvals", may=Permission.APPROVE),
    Entry(_("Publicity"), route="publicities_kept", may=Permission.OBJECTION_ANSWER),
    Entry(_("Budget"), route="budgets", may=Permission.MONEY_VIEW),
    Entry(_("Payment orders"), route="payment_orders", may=Permission.MONEY_VIEW),
    Entry(_("Register imports"), route="register_imports", may=Permission.LISTS_IMPORT),
    Entry(_("My scoring"), route="my_panels", may=Permission.PANEL_SCORE),
    Entry(_("Whom I accompany"), route="mentoring", may=Permission.PANEL_SCORE),
    Entry(_("Programmes"), route="programmes_kept", may=Permission.PROGRAMME_EDIT),
    Entry(_("Bases"), route="bases_kept", may=Permission.BASE_KEEP),
    Entry(_("Panels"), route="panels", may=Permission.PANEL_CONVENE),
    Entry(_("Ratings"), route="ratings_kept", may=Permission.RATING_CHECK),
    Entry(_("Community groups"), route="groups_kept", may=Permission.GROUP_FILE),
    Entry(_("Statistics"), route="statistics", may=Permission.STATISTICS_VIEW),
    Entry(_("Phone calls"), route="calls", may=Permission.CALLS_MAKE),
    Entry(
        _("Take in an application"),
        route="admission_counter",
        may=Permission.ADMISSION_RECEIVE,
    ),
    Entry(_("In residence"), route="residences", may=Permission.RESIDENCE_KEEP),
    Entry(_("Leaving the bases"), route="exits", may=Permission.RESIDENCE_DECIDE),
    Entry(_("Requests for support"), route="support_kept", may=Permission.SUPPORT_ANSWER),
    Entry(_("Courses"), route="training_plan", may=Permission.TRAINING_MANAGE),
    Entry(_("Charity pool"), route="pool_kept", may=Permission.POOL_MANAGE),
    Entry(_("Bookings of rooms"), route="bookings_kept", may=Permission.BOOKING_KEEP),
    Entry(_("Rooms"), route="rooms_kept", may=Permission.ROOM_MANAGE),
    Entry(
        _("Help with registration"), route="registrations_kept", may=Permission.REGISTRATION_HELP
    ),
    Entry(_("Recover a lost owner"), route="recovery_find", may=Permission.RECOVERY_START),
    Entry(_("Posts"), route="posts", may=Permission.POSTS_MANAGE),
    Entry(_("Keep the rules"), route="law_keeping", may=Permission.LAW_EDIT),
    Entry(_("Check the record"), route="history", may=Permission.HISTORY_VERIFY),
    Entry(_("Edit pages"), route="wagtailadmin_home", may=Permission.CONTENT_EDIT),
    Entry(_("Social workers"), route="workers_seen", may=Permission.WORKERS_VIEW),
    Entry(_("My space"), route="my_space", may=Permission.SIGNED_IN),
    Entry(_("Messages"), route="inbox", may=Permission.SIGNED_IN),
    Entry(_("Record of organisations"), route="record_find", may=Permission.REGISTER_VIEW),
    Entry(_("How bases do"), route="dashboards", may=Permission.BASE_DASHBOARD),
    Entry(_("Yearly evaluation of bases"), route="evaluations", may=Permission.BASE_EVALUATE),
    Entry(_("Evaluations of our base"), route="my_evaluations", may=Permission.BASE_DASHBOARD),
    Entry(_("Rating indicators"), route="schemes_kept", may=Permission.RATING_EDIT),
    Entry(_("Rating indicators"), route="schemes_kept", may=Permission.RATING_DECIDE),
    Entry(_("Schemes of money"), route="incentives_kept", may=Permission.GRANT_EDIT),
    Entry(_("Claims of money"), route="grants_kept", may=Permission.GRANT_EDIT),
    Entry(_("Claims to pay"), route="grants_kept", may=Permission.PAYMENT_MAKE),
    Entry(_("Money for us"), route="my_grants", may=Permission.ORGANISATION_VIEW),
    Entry(_("Calls of venture philanthropy"), route="ventures_kept", may=Permission.GRANT_EDIT),
    Entry(_("Projects to pay"), route="ventures_kept", may=Permission.PAYMENT_MAKE),
    Entry(_("Our projects"), route="my_ventures", may=Permission.ORGANISATION_VIEW),
    Entry(_("Subsidies of social workers"), route="subsidies_kept", may=Permission.GRANT_EDIT),
    Entry(_("Subsidies to pay"), route="subsidies_kept", may=Permission.PAYMENT_MAKE),
    Entry(_("Subsidies of our people"), route="my_subsidies", may=Permission.ORGANISATION_VIEW),
    Entry(_("Rounds of ratings"), route="rating_rounds_kept", may=Permission.RATING_EDIT),
    Entry(_("Follow-up of grades"), route="followups_kept", may=Permission.RATING_CHECK),
    Entry(_("Our rating"), route="my_ratings", may=Permission.ORGANISATION_VIEW),
    Entry(_("Legal dates of organisations"), route="dates_kept", may=Permission.REGISTER_VIEW),
    Entry(_("Rules"), path="/law/", may=Permission.SIGNED_IN),
]
WORKSPACE_LENGTH = 6
FOOTER = [
    Column(
        _("Get things done"),
        [
            Entry(_("Guides"), path="/guides/"),
            Entry(_("Find an organisation"), path="/organisations/"),
            Entry(_("Rating of social organisations"), route="rating_rounds"),
            Entry(_("Grades of social organisations"), route="grades"),
            Entry(_("Courses"), route="training"),
            Entry(_("Money for social organisations"), route="incentives"),
            Entry(_("Venture philanthropy"), route="ventures"),
            Entry(_("Find a room"), route="rooms"),
            Entry(_("Charity pool"), route="pool"),
            Entry(_("Follow a case"), path="/cases/"),
            Entry(_("Check a certificate"), route="graduation_check"),
            Entry(_("Check a certificate of grade"), route="grade_verify"),
            Entry(_("Search"), path="/search/"),
        ],
    ),
    Column(
        _("Oversight"),
        [
            Entry(_("Notices"), path="/notices/"),
            Entry(_("Made public"), route="publicities"),
            Entry(_("Where the money went"), route="public_account"),
            Entry(_("Rating indicators"), route="indicators"),
            Entry(_("Rules and their sources"), path="/law/"),
            Entry(_("Checks of the record"), route="checkpoints"),
        ],
    ),
    Column(
        _("This site"),
        [
            Entry(_("About"), path="/about/"),
            Entry(_("Accessibility"), path="/accessibility/"),
            Entry(_("Privacy"), path="/privacy/"),
        ],
    ),
]


def places(entries: Iterable[Entry], path: str) -> list[Place]:
    """The entries that lead somewhere, the one that holds ``path`` marked as current.

    Two entries may lead to one page, for two posts; somebody with both sees the first.
    """
    known: dict[str, Entry] = {}
    for entry in entries:
        known.setdefault(entry.url, entry)
    known.pop("", None)
    here = max((url for url in known if _holds(url, path)), key=len, default="")
    return [Place(entry.label, url, entry.icon, url == here) for url, entry in known.items()]


def _holds(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
