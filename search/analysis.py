"""What somebody typed, as an expression for the engines.

The words may be Chinese in either script, pinyin joined or apart, first letters, a code or a part
of one; "…" asks for the literal words, a leading minus leaves out.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason, Refused
from portal.core.text import bigrams, fold, segmentations
from search import ranking
from search.documents import Document
from search.expressions import Expression, Phrase, Prefix, Term, Without, all_of, any_of
from search.synonyms import others
from search.tokens import PIECES, SIGN, code_of, exact, grams

QUOTED = re.compile(r'(-?)[“”"「]([^“”"」]+)[“”"」]|(-?)(\S+)')
LATIN = re.compile(r"[a-zü'’]+")
CODE = re.compile(r"(?=.*\d)[0-9a-z]{4,18}")
ALNUM = re.compile(r"[0-9a-z]+")
TOO_LONG = _("A search may have at most %(most)s characters. Keep the words that matter.")
NO_WORDS = _("There is no word to look for. Type a name, a code, pinyin or a few words.")


@dataclass(frozen=True, slots=True)
class Part:
    """One word of the search, folded."""

    text: str
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A search taken apart: what is wanted, what is not, and the whole as typed."""

    whole: str
    parts: tuple[Part, ...]
    unwanted: tuple[Part, ...] = ()

    @property
    def text(self) -> str:
        """The wanted words without signs, one space between them."""
        return " ".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Question:
    """An expression with the other words it also asks for."""

    expression: Expression
    synonyms: tuple[str, ...] = ()


def words_of(typed: str) -> Words:
    """The search taken apart; raises Refused for one too long, or without any word."""
    whole = fold(typed[: ranking.TOO_LONG * 2])
    if len(typed.strip()) > ranking.TOO_LONG:
        raise Refused(Reason("search.too_long", TOO_LONG, params={"most": ranking.TOO_LONG}))
    wanted: list[Part] = []
    unwanted: list[Part] = []
    for not_quoted, quoted, not_bare, bare in QUOTED.findall(whole):
        part = Part(quoted or bare.lstrip("-"), literal=bool(quoted))
        if PIECES.search(part.text):
            (unwanted if not_quoted or not_bare else wanted).append(part)
    if not wanted:
        raise Refused(Reason("search.no_words", NO_WORDS))
    return Words(whole, tuple(wanted[: ranking.MOST_PARTS]), tuple(unwanted))


def question(words: Words, *, with_synonyms: bool) -> Question:
    """The expression for documents that hold every word."""
    used: list[str] = []
    parts = _spelt(words) or [_part(part, used if with_synonyms else None) for part in words.parts]
    whole = _whole(words)
    expression = any_of(all_of(*parts), *whole)
    if words.unwanted:
        unwanted = tuple(_part(part, None) for part in words.unwanted)
        expression = Without(expression, unwanted)
    return Question(expression, tuple(dict.fromkeys(used)))


def exactly(words: Words) -> Expression:
    """The expression for documents with this whole name or code."""
    return any_of(*(Term("exact", value, ranking.WHOLE_NAME) for value in _exact_forms(words)))


def is_exactly(words: Words, document: Document) -> bool:
    """Whether the document's whole name, a former one or its code was typed."""
    own = {exact(title) for title in document.titles} | {code_of(document.code)}
    return any(form in own for form in _exact_forms(words) if form)


def _exact_forms(words: Words) -> list[str]:
    return list(dict.fromkeys([exact(words.whole), exact(words.text), code_of(words.whole)]))


def _whole(words: Words) -> list[Expression]:
    found: list[Expression] = [exactly(words)]
    joined = code_of(words.whole)
    if CODE.fullmatch(joined):
        found += _code(joined)
    if len(words.parts) > 1 and LATIN.fullmatch(words.text.replace(" ", "")):
        found += _syllables(words.text) + _initials(words.text.replace(" ", ""))
    return found


def _spelt(words: Words) -> list[Expression]:
    """The parts of a name typed in pinyin syllable by syllable; empty when it is none."""
    if len(words.parts) < ranking.MANY_PARTS or not LATIN.fullmatch(words.text.replace(" ", "")):
        return []
    heard = [_syllables(part.text) for part in words.parts]
    if all(heard):
        return [any_of(*ways) for ways in heard]
    return [
        any_of(_text(part.text, 1.0), *ways) for part, ways in zip(words.parts, heard, strict=True)
    ]


def _part(part: Part, used: list[str] | None) -> Expression:
    text = part.text
    found = [_text(text, 1.0)]
    if part.literal:
        return found[0]
    if LATIN.fullmatch(text):
        found += _syllables(text) + _initials(text)
    elif ALNUM.fullmatch(text):
        found += _code(text) + _initials(text)
    elif used is not None:
        for other, word in others(text):
            found.append(_text(other, ranking.SYNONYM))
            used.append(word)
    return any_of(*found)


def _text(text: str, weight: float) -> Expression:
    """The signs in this order, in a name or in the text."""
    pieces = [_piece(piece, weight) for piece in PIECES.findall(text)]
    return all_of(*pieces)


def _piece(piece: str, weight: float) -> Expression:
    if len(piece) == 1 and SIGN.fullmatch(piece):
        lone = ranking.LONE_SIGN * weight
        return any_of(Term("signs", piece, lone), Term("body_signs", piece, lone / 10))
    tokens = tuple(bigrams(piece))
    is_word = not SIGN.match(piece) and len(piece) > 1 and piece.isascii()
    return any_of(
        Phrase("title", tokens, ranking.TITLE * weight, open_ended=is_word),
        Phrase("former", tokens, ranking.FORMER_TITLE * weight, open_ended=is_word),
        Phrase("body", tokens, ranking.BODY * weight, open_ended=is_word),
    )


def _syllables(text: str) -> list[Expression]:
    ways = segmentations(text)
    if ways:
        return [Phrase("syllables", way, ranking.PINYIN) for way in ways]
    return [Phrase("syllables", way, ranking.PINYIN, open_ended=True) for way in _unfinished(text)]


def _unfinished(text: str) -> list[tuple[str, ...]]:
    """Ways to cut pinyin whose last syllable is only begun: nuany → (nuan, y)."""
    for length in range(1, min(5, len(text) - 1) + 1):
        ways = segmentations(text[:-length])
        if ways and text[-length:].isalpha():
            return [(*way, text[-length:]) for way in ways]
    return []


def _initials(text: str) -> list[Expression]:
    letters = text.replace("'", "").replace("’", "")
    if len(letters) < 2 or not ALNUM.fullmatch(letters):
        return []
    found: list[Expression] = [Prefix("initials", letters, ranking.INITIALS_BEGIN)]
    if len(letters) > 2:
        inside = Phrase("letters", tuple(grams(letters)), ranking.INITIALS_INSIDE)
        found.append(inside)
    return found


def _code(text: str) -> list[Expression]:
    if not CODE.fullmatch(text):
        return []
    inside = Phrase("code_grams", tuple(grams(text)), ranking.CODE_INSIDE)
    return [Prefix("code", text, ranking.CODE_BEGINS), inside]
