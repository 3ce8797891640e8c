"""Page types: home, lists of pages, guides (办事指南), notices, and ordinary pages.

Nothing secret is ever a page, an image or a document of the CMS. Each page may carry an English
version beside the Chinese one; without it, English readers get the Chinese text and are told so.
"""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from portal.bodies.enums import BodyKind
from portal.organisations.register import queries as register
from portal.pages import blocks, showing
from portal.pages.fields import BlocksField

PER_PAGE = 20
KINDS = (BodyKind.SOCIAL_GROUP, BodyKind.SOCIAL_SERVICE_INSTITUTION, BodyKind.FOUNDATION)


def english() -> bool:
    """Whether the reader asked for English."""
    return (get_language() or "").startswith("en")


def figures() -> list[dict[str, Any]]:
    """The city's register in figures: all standing organisations, and each kind of them."""
    counts = register.counts_by_kind()
    total = sum(counts.values())
    whole = {"label": _("Social organisations"), "value": total, "strand": "organisation"}
    kinds = [{"label": kind.label, "value": counts.get(kind, 0)} for kind in KINDS]
    return [whole, *kinds]


class BilingualMixin(models.Model):
    """A summary, and the English side of a page."""

    summary = models.CharField(_("summary"), max_length=200, blank=True)
    title_en = models.CharField(_("English title"), max_length=160, blank=True)
    summary_en = models.CharField(_("English summary"), max_length=300, blank=True)

    class Meta:
        abstract = True

    title: Any

    @property
    def shown_title(self) -> str:
        """The title in the reader's language, the Chinese one where there is no other."""
        return self.title_en if english() and self.title_en else str(self.title)

    @property
    def shown_summary(self) -> str:
        """The summary in the reader's language, the Chinese one where there is no other."""
        return self.summary_en if english() and self.summary_en else self.summary

    english_panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("title_en"), FieldPanel("summary_en")], heading=_("English"))
    ]


class HomePage(BilingualMixin, Page):
    """The front door."""

    frequent = models.CharField(
        _("frequent finds"), max_length=200, blank=True, help_text=_("Words, separated by spaces")
    )
    body = BlocksField(blocks.Body(), blank=True)

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("frequent"),
        FieldPanel("body"),
        *BilingualMixin.english_panels,
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the newest guides and notices and the figures of the register."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["frequent"] = self.frequent.split()
        private = Page.objects.get_queryset().private_q()
        context["guides"] = list(GuidePage.objects.live().exclude(private).order_by("-pk")[:4])
        context["notices"] = list(
            NoticePage.objects.live().exclude(private).order_by("-date", "-pk")[:4]
        )
        context["figures"] = figures()
        return context


class ListPage(BilingualMixin, Page):
    """A list of the pages under it, newest first."""

    subpage_types: ClassVar[list[str]] = [
        "pages.GuidePage",
        "pages.NoticePage",
        "pages.ProgrammePage",
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        *BilingualMixin.english_panels,
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the list."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        children = (
            self.get_children().live().public().specific().order_by("-first_published_at", "-pk")
        )
        context["listed"] = Paginator(children, PER_PAGE).get_page(request.GET.get("page"))
        return context


class GuidePage(BilingualMixin, Page):
    """A guide in the fixed form of 办事指南: the same questions in the same order everywhere."""

    who = models.TextField(_("for whom"))
    result = models.CharField(_("what one gets"), max_length=120)
    basis = models.TextField(_("legal basis"), help_text=_("One clause a line"))
    conditions = models.TextField(_("conditions"), blank=True, help_text=_("One a line"))
    materials = BlocksField([("material", blocks.Material())], blank=True)
    steps = BlocksField([("step", blocks.StepBlock())], blank=True)
    lawful_time = models.CharField(_("time by law"), max_length=80, blank=True)
    promised_time = models.CharField(_("time promised"), max_length=80)
    fee = models.CharField(_("fee"), max_length=80, default="不收费")
    office = models.CharField(_("office"), max_length=80)
    counter = models.CharField(_("counter"), max_length=160)
    hours = models.CharField(_("opening hours"), max_length=80)
    phone = models.CharField(_("telephone"), max_length=40)
    remedy = models.TextField(_("if you disagree"))
    online = models.CharField(
        _("online address"), max_length=200, blank=True, help_text=_("Begins with /")
    )
    body = BlocksField(blocks.Body(), blank=True)

    subpage_types: ClassVar[list[str]] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("who", "result", "basis", "conditions")],
            heading=_("What it is"),
        ),
        FieldPanel("materials"),
        FieldPanel("steps"),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("lawful_time", "promised_time", "fee", "online", "office")
            ]
            + [FieldPanel(name) for name in ("counter", "hours", "phone", "remedy")],
            heading=_("Time, fee, places"),
        ),
        FieldPanel("body"),
        *BilingualMixin.english_panels,
    ]

    @property
    def basis_lines(self) -> list[str]:
        """The clauses, one each."""
        return [line for line in self.basis.splitlines() if line.strip()]

    @property
    def condition_lines(self) -> list[str]:
        """The conditions, one each."""
        return [line for line in self.conditions.splitlines() if line.strip()]


class ProgrammePage(BilingualMixin, Page):
    """A programme in the form of 办事指南: facts live from the programme, the text editable.

    Made when the programme is published (``programmes.follow``); editors add words, never facts.
    """

    programme = models.OneToOneField(
        "incubator.Programme", on_delete=models.PROTECT, related_name="+"
    )
    body = BlocksField(blocks.Body(), blank=True)
    body_en = BlocksField(blocks.Body(), blank=True)

    is_creatable = False
    parent_page_types: ClassVar[list[str]] = ["pages.ListPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        *BilingualMixin.english_panels,
        FieldPanel("body_en"),
    ]

    programme_id: int

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the programme as it stands at this moment."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | showing.shown(self.programme_id)

    @property
    def searched(self) -> str:
        """What the search reads beside the page's own text."""
        return showing.words(self.programme_id)

    @property
    def shown_body(self) -> Any:
        """The text in the reader's language, the Chinese one where there is no other."""
        return self.body_en if english() and self.body_en else self.body


class NoticePage(BilingualMixin, Page):
    """A notice or policy text: who issued it, when, under which number, and until when it holds."""

    date = models.DateField(_("issued on"))
    issuer = models.CharField(_("issued by"), max_length=80)
    number = models.CharField(_("document number"), max_length=60, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    body = BlocksField(blocks.Body(), blank=True)
    body_en = BlocksField(blocks.Body(), blank=True)

    subpage_types: ClassVar[list[str]] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("date", "issuer", "number", "valid_until")],
            heading=_("Issue"),
        ),
        FieldPanel("body"),
        *BilingualMixin.english_panels,
        FieldPanel("body_en"),
    ]

    @property
    def shown_body(self) -> Any:
        """The text in the reader's language, the Chinese one where there is no other."""
        return self.body_en if english() and self.body_en else self.body


class TextPage(BilingualMixin, Page):
    """An ordinary page: about, help, accessibility, privacy."""

    body = BlocksField(blocks.Body(), blank=True)
    body_en = BlocksField(blocks.Body(), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        *BilingualMixin.english_panels,
        FieldPanel("body_en"),
    ]

    @property
    def shown_body(self) -> Any:
        """The text in the reader's language, the Chinese one where there is no other."""
        return self.body_en if english() and self.body_en else self.body
