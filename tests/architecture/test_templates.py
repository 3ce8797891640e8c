"""Templates: nothing inline, nothing from elsewhere, no word that cannot be translated."""

import re

import pytest

from tests.architecture import source

FORBIDDEN = {
    "inline style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
    "foreign source": re.compile(r"<(?:script|img|link|iframe)[^>]*(?:src|href)=.https?:"),
    "safe filter": re.compile(r"\|\s*safe\b"),
}
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", re.DOTALL)
TRANSLATED = re.compile(r"\{%\s*blocktrans(?:late)?\b.*?\{%\s*endblocktrans\w*\s*%\}", re.DOTALL)
UNREAD = re.compile(r"<(script|style|code|kbd)\b.*?</\1>", re.DOTALL)
CLASSES = re.compile(r"\{% block body_class %\}.*?\{% endblock[^%]*%\}")
CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&\w+;", re.DOTALL)
DESCRIPTION = re.compile(r"\{% block description %\}(?!<meta |\{% endblock)")
WORD = re.compile(r"[A-Za-z]{2,}|[\u4e00-\u9fff]+")
SPECIMENS = ("site/components", "search/empty")  # they show sample words, not messages
NAMES = {"PDF", "CSV", "XLSX", "DOCX", "English", "DOCTYPE", "QR", "JSON"} | {"中文", "五社"}


@pytest.mark.parametrize("fault", FORBIDDEN)
def test_templates_hold_nothing_inline_or_foreign(fault):
    found = [
        source.name(path)
        for path in source.templates()
        if FORBIDDEN[fault].search(_without_comments(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_a_description_stands_in_the_head_and_not_on_the_page():
    found = [
        source.name(path)
        for path in source.templates()
        if DESCRIPTION.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_word_can_be_translated():
    found = {}
    for path in source.templates():
        if any(specimen in str(path) for specimen in SPECIMENS):
            continue
        text = _without_comments(path.read_text(encoding="utf-8"))
        for pattern in (CLASSES, TRANSLATED, UNREAD, CODE):
            text = pattern.sub(" ", text)
        if words := set(WORD.findall(text)) - NAMES:
            found[source.name(path)] = sorted(words)
    assert found == {}


def _without_comments(text: str) -> str:
    return COMMENT.sub("", text)
