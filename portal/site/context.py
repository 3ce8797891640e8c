"""What every page's frame needs: look, language, sections, and the reader's own work."""

from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from portal.accounts import queries as people
from portal.accounts.models import Post
from portal.permissions import Permission
from portal.site import look, navigation
from portal.site.navigation import Place
from portal.workflow import queries as cases


class Frame:
    """The frame of one page. Nothing is read from the database until a template asks."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.look = look.of(request)
        self.language = get_language() or settings.LANGUAGE_CODE
        self.help_phone: str = getattr(settings, "HELP_PHONE", "12345")
        self.identity: dict[str, str] = getattr(settings, "SITE_IDENTITY", {})

    @property
    def html_lang(self) -> str:
        """The language for the root element."""
        return "zh-Hans" if self.language.startswith("zh") else self.language

    @property
    def here(self) -> str:
        """The address to come back to after a switch; after a POST the page itself."""
        get = self.request.method == "GET"
        return self.request.get_full_path() if get else self.request.path

    @property
    def is_home(self) -> bool:
        """Whether this is the home page, whose hero holds the search."""
        return self.request.path == "/"

    @cached_property
    def sections(self) -> list[Place]:
        """The sections of the public header."""
        return navigation.places(navigation.SECTIONS, self.request.path)

    @cached_property
    def shortcuts(self) -> list[Place]:
        """The two ways at the right of the sections."""
        return navigation.places(navigation.SHORTCUTS, self.request.path)

    @cached_property
    def footer(self) -> list[tuple[navigation.Text, list[Place]]]:
        """The columns of the footer."""
        return [(c.title, navigation.places(c.entries, "")) for c in navigation.FOOTER]

    @cached_property
    def workspace(self) -> list[Place]:
        """The sections of this person's post, at most six."""
        allowed = [e for e in navigation.WORKSPACE if people.may(self.request.user, e.may)]
        found = navigation.places(allowed, self.request.path)
        return found[: navigation.WORKSPACE_LENGTH]

    @cached_property
    def post(self) -> Post | None:
        """The post shown beside the person's name."""
        return next(iter(people.posts(self.request.user)), None)

    @cached_property
    def may_find_cases(self) -> bool:
        """Whether the header offers the search for cases."""
        return people.may(self.request.user, Permission.CASES_VIEW)

    @cached_property
    def waiting(self) -> int:
        """How many cases wait for the person's offices."""
        user = self.request.user
        return cases.waiting_count(user) if user.is_authenticated else 0


def frame(request: HttpRequest) -> dict[str, Frame]:
    """The context processor: ``frame`` in every template."""
    return {"frame": Frame(request)}
