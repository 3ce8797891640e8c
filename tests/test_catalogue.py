"""The Chinese catalogue is complete, and the finder of messages misses nothing."""

from pathlib import Path

import pytest

from portal.core import catalogue
from portal.core.messages import Message, messages_in


def test_every_message_has_its_chinese():
    assert catalogue.missing() == {}


def test_the_parts_are_sound():
    assert catalogue.faults() == []


def test_no_part_holds_messages_that_nobody_uses():
    assert catalogue.unused() == {}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('_("One") + gettext_lazy("Two " "parts")', [Message("One"), Message("Two parts")]),
        ('ngettext("%(n)s day", "%(n)s days", n)', [Message("%(n)s day", plural="%(n)s days")]),
        ('pgettext_lazy("month", "May")', [Message("May", context="month")]),
        ('_(name); other("No")', []),
    ],
)
def test_messages_are_found_in_python(tmp_path: Path, source, expected):
    path = tmp_path / "source.py"
    path.write_text(source)
    assert messages_in(path) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% translate "Sign in" %}', [Message("Sign in")]),
        ('{% include "a.html" with text=_("Go on") %}', [Message("Go on")]),
        ('{{ _("It\'s here") }}', [Message("It's here")]),
        (
            "{% blocktranslate count n=n %}{{ n }} a{% plural %}{{ n }} b{% endblocktranslate %}",
            [Message("%(n)s a", plural="%(n)s b")],
        ),
        (
            "{% blocktranslate trimmed %}\n Hello\n {{ name }}.\n{% endblocktranslate %}",
            [Message("Hello %(name)s.")],
        ),
        ('{% translate "May" context "month" %}', [Message("May", context="month")]),
        ("{# {% translate 'No' %} #}", []),
    ],
)
def test_messages_are_found_in_templates(tmp_path: Path, source, expected):
    path = tmp_path / "source.html"
    path.write_text(source)
    assert messages_in(path) == expected


def test_contradicting_and_incomplete_parts_are_named(tmp_path: Path):
    folder = tmp_path / "parts"
    folder.mkdir()
    (folder / "a.po").write_text('msgid "Hi %(name)s"\nmsgstr "你好"\n', encoding="utf-8")
    (folder / "b.po").write_text(
        'msgid "Hi %(name)s"\nmsgstr "您好 %(name)s"\n\n#, fuzzy\nmsgid "x"\nmsgstr "y"\n'
        '\nmsgid "z"\nmsgstr ""\n',
        encoding="utf-8",
    )
    assert catalogue.faults(tmp_path) == [
        "a.po: 'Hi %(name)s' has other placeholders than its Chinese",
        "b.po: 'x' is fuzzy",
        "b.po: 'z' has no Chinese",
        "'Hi %(name)s': a.po says '你好', b.po says '您好 %(name)s'",
    ]


def test_the_parts_are_compiled_into_one_catalogue(tmp_path: Path):
    folder = tmp_path / "parts"
    folder.mkdir()
    (folder / "a.po").write_text('msgid "Yes"\nmsgstr "是"\n', encoding="utf-8")
    assert catalogue.compile_all(tmp_path) == 1
    assert (tmp_path / "django.mo").exists()
