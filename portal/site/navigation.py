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
    Entry(_("Register imports"), route="register_imports", may=Permission.REGISTER_IMPORT),
    Entry(_("My scoring"), route="my_panels", may=Permission.PANEL_SCORE),
    Entry(_("Programmes"), route="programmes_kept", may=Permission.PROGRAMME_EDIT),
    Entry(_("Panels"), route="panels", may=Permission.PANEL_CONVENE),
    Entry(_("Phone calls"), route="calls", may=Permission.CALLS_MAKE),
    Entry(
        _("Take in an application"),
        route="admission_counter",
        may=Permission.ADMISSION_RECEIVE,
    ),
    Entry(_("Recover a lost owner"), route="recovery_find", may=Permission.RECOVERY_START),
    Entry(_("Posts"), route="posts", may=Permission.POSTS_MANAGE),
    Entry(_("Keep the rules"), route="law_keeping", may=Permission.LAW_EDIT),
    Entry(_("Check the record"), route="history", may=Permission.HISTORY_VERIFY),
    Entry(_("Edit pages"), route="wagtailadmin_home", may=Permission.CONTENT_EDIT),
    Entry(_("My space"), route="my_space", may=Permission.SIGNED_IN),
    Entry(_("Messages"), route="inbox", may=Permission.SIGNED_IN),
    Entry(_("Record of organisations"), route="record_find", may=Permission.REGISTER_VIEW),
    Entry(_("Rules"), path="/law/", may=Permission.SIGNED_IN),
]
WORKSPACE_LENGTH = 6
FOOTER = [
    Column(
        _("Get things done"),
        [
            Entry(_("Guides"), path="/guides/"),
            Entry(_("Find an organisation"), path="/organisations/"),
            Entry(_("Follow a case"), path="/cases/"),
            Entry(_("Search"), path="/search/"),
        ],
    ),
    Column(
        _("Oversight"),
        [
            Entry(_("Notices"), path="/notices/"),
            Entry(_("Made public"), route="publicities"),
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
    """The entries that lead somewhere, the one that holds ``path`` marked as current."""
    known = [(entry, entry.url) for entry in entries]
    known = [(entry, url) for entry, url in known if url]
    here = max((url for _, url in known if _holds(url, path)), key=len, default="")
    return [Place(entry.label, url, entry.icon, url == here) for entry, url in known]


def _holds(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
