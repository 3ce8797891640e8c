"""The blocks an editor may set; each looks right wherever it stands, none takes raw HTML."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

PLAIN = ["bold", "link", "ol", "ul", "document-link"]


def templated(name: str) -> str:
    """The template of a block."""
    return f"pages/blocks/{name}.html"


class Heading(blocks.CharBlock):
    """A heading inside a text (second level)."""

    class Meta:
        icon = "title"
        template = templated("heading")
        label = _("Heading")


class Text(blocks.RichTextBlock):
    """Paragraphs, lists and links; nothing that could break the calm of a page."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=PLAIN, **kwargs)

    class Meta:
        icon = "pilcrow"
        template = templated("text")
        label = _("Text")


class Fact(blocks.StructBlock):
    """One line of a table of facts."""

    name = blocks.CharBlock(max_length=40, label=_("Name"))
    value = blocks.TextBlock(rows=2, label=_("Value"))
    source = blocks.CharBlock(required=False, max_length=120, label=_("Source and date"))


class Facts(blocks.ListBlock):
    """A table of facts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Fact(), **kwargs)

    class Meta:
        icon = "list-ul"
        template = templated("facts")
        label = _("Facts")


class StepBlock(blocks.StructBlock):
    """One step: what happens, who does it, how long it takes."""

    title = blocks.CharBlock(max_length=40, label=_("Step"))
    words = blocks.TextBlock(rows=2, required=False, label=_("What happens"))
    who = blocks.CharBlock(required=False, max_length=60, label=_("Who"))
    time = blocks.CharBlock(required=False, max_length=40, label=_("How long"))


class Steps(blocks.ListBlock):
    """Steps in order."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(StepBlock(), **kwargs)

    class Meta:
        icon = "order"
        template = templated("steps")
        label = _("Steps")


class Material(blocks.StructBlock):
    """One paper that is needed: its name, form, who makes it, what to watch."""

    name = blocks.CharBlock(max_length=80, label=_("Material"))
    form = blocks.CharBlock(max_length=60, required=False, label=_("Form and copies"))
    source = blocks.CharBlock(max_length=80, required=False, label=_("Who makes it"))
    note = blocks.CharBlock(max_length=160, required=False, label=_("What to watch"))


class Question(blocks.StructBlock):
    """A question people ask, with its answer."""

    question = blocks.CharBlock(max_length=120, label=_("Question"))
    answer = blocks.TextBlock(label=_("Answer"))

    class Meta:
        icon = "help"
        template = templated("question")
        label = _("Question and answer")


class NoticeBar(blocks.StructBlock):
    """A tinted bar for something one must not overlook."""

    tone = blocks.ChoiceBlock(
        choices=[("info", _("Information")), ("warn", _("Take care"))], default="info"
    )
    title = blocks.CharBlock(max_length=40, label=_("First words"))
    words = blocks.TextBlock(rows=2, label=_("Text"))

    class Meta:
        icon = "warning"
        template = templated("notice")
        label = _("Notice bar")


class Quote(blocks.StructBlock):
    """Somebody's sentence, with consent, and who says it."""

    words = blocks.TextBlock(rows=3, label=_("Sentence"))
    who = blocks.CharBlock(max_length=80, label=_("Who says it"))

    class Meta:
        icon = "openquote"
        template = templated("quote")
        label = _("Sentence of a person")


class Contact(blocks.StructBlock):
    """Where to ask: office, telephone, address, hours."""

    office = blocks.CharBlock(max_length=80, label=_("Office"))
    phone = blocks.CharBlock(max_length=40, label=_("Telephone"))
    address = blocks.CharBlock(max_length=160, required=False, label=_("Address"))
    hours = blocks.CharBlock(max_length=80, required=False, label=_("Opening hours"))

    class Meta:
        icon = "mail"
        template = templated("contact")
        label = _("Contact")


class Picture(blocks.StructBlock):
    """A picture with its description for those who do not see it."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(max_length=120, required=False, label=_("Caption"))

    class Meta:
        icon = "image"
        template = templated("picture")
        label = _("Picture")


class Body(blocks.StreamBlock):
    """What the text of a page may be made of."""

    heading = Heading(max_length=60)
    text = Text()
    facts = Facts()
    steps = Steps()
    question = Question()
    notice = NoticeBar()
    quote = Quote()
    contact = Contact()
    picture = Picture()

    class Meta:
        required = False
