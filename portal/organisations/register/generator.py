"""Invents the organisations of the demo city: the same ones every time, in any number.

Names, people and addresses are made up from word lists; codes are valid; no row is real.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from portal.bodies.enums import BodyKind
from portal.core.credit_code import ALPHABET, body_check_sign, check_sign
from portal.organisations.register import wordlists as words
from portal.organisations.register.wordlists import Field, Place

SEED = 150600
FIRST_DAY, LAST_DAY = date(1993, 5, 4), date(2026, 9, 30)
KINDS = (
    [BodyKind.SOCIAL_GROUP] * 45
    + [BodyKind.SOCIAL_SERVICE_INSTITUTION] * 53
    + [BodyKind.FOUNDATION] * 2
)
STATES = ["正常"] * 93 + ["注销"] * 5 + ["撤销", "吊销"]
CHARACTERS = [sign for sign in ALPHABET if sign.isdigit() or sign in "ABCDEFGHJKLMNPQRTUWXY"]


@dataclass(frozen=True, slots=True)
class Invented:
    """An invented organisation, as a list would state it."""

    name: str
    code: str
    kind: str
    legal_representative: str
    registered_on: date
    registry: str
    supervising_unit: str
    funds_wan: int
    domicile: str
    scope: str
    state: str
    certificate_from: date
    certificate_to: date
    former_name: str


def invent(count: int, *, seed: int = SEED) -> Iterator[Invented]:
    """So many organisations; the first ones of a longer list are those of a shorter one."""
    random = Random(seed)  # noqa: S311 - invented data, the same every time
    taken: set[str] = set()
    for _ in range(count):
        yield _one(random, taken)


def _one(random: Random, taken: set[str]) -> Invented:
    kind = random.choice(KINDS)
    foundation = kind is BodyKind.FOUNDATION
    place = words.REGION if foundation else random.choices(words.PLACES, _WEIGHTS)[0]
    field = random.choice(words.FIELDS)
    name = _free_name(random, taken, kind, place, field)
    former = _former_name(random, taken, place, field) if random.random() < 0.06 else ""
    day = FIRST_DAY + timedelta(days=random.randrange((LAST_DAY - FIRST_DAY).days))
    start = _anniversary(day, random.randint(max(day.year, 2022), 2026))
    return Invented(
        name=name,
        code=_free_code(random, taken, kind, place),
        kind=random.choice(words.KIND_WORDS[kind]),
        legal_representative=person(random),
        registered_on=day,
        registry=place.registry,
        supervising_unit=_unit(place, field),
        funds_wan=random.choice(words.FUNDS_WAN[kind]),
        domicile=_address(random, place),
        scope=field.scope,
        state=random.choice(STATES),
        certificate_from=start,
        certificate_to=_anniversary(start, start.year + random.choice((4, 5))),
        former_name=former,
    )


def person(random: Random) -> str:
    """An invented person's name; one in six is Mongolian."""
    if random.random() < 1 / 6:
        return random.choice(words.MONGOLIAN)
    given = "".join(random.sample(words.GIVEN, random.choice((1, 2, 2))))
    return random.choice(words.SURNAMES) + given


def code(random: Random, prefix: str, division: str) -> str:
    """A valid unified social credit code that nobody bears."""
    body = "MJ" + "".join(random.choice(CHARACTERS) for _ in range(6))
    first = prefix + division + body + body_check_sign(body)
    return first + check_sign(first)


_WEIGHTS = [place.weight for place in words.PLACES]


def _name(random: Random, place: Place, field: Field, suffixes: tuple[str, ...]) -> str:
    prefix = "内蒙古" if place is words.REGION else f"鄂尔多斯市{place.name}"
    count = 1 if random.random() < 0.55 else 2
    middle = "".join(random.sample(words.WORDS, count))
    return prefix + middle + field.word + random.choice(suffixes)


def _free_name(random: Random, taken: set[str], kind: BodyKind, place: Place, field: Field) -> str:
    while (name := _name(random, place, field, words.SUFFIXES[kind])) in taken:
        continue
    taken.add(name)
    return name


def _former_name(random: Random, taken: set[str], place: Place, field: Field) -> str:
    while (name := _name(random, place, field, words.FORMER_SUFFIXES)) in taken:
        continue
    taken.add(name)
    return name


def _free_code(random: Random, taken: set[str], kind: BodyKind, place: Place) -> str:
    while (made := code(random, words.PREFIXES[kind], place.code)) in taken:
        continue
    taken.add(made)
    return made


def _unit(place: Place, field: Field) -> str:
    region = "内蒙古自治区" if place is words.REGION else place.name or "鄂尔多斯市"
    return region + field.unit


def _address(random: Random, place: Place) -> str:
    banner = place.name or "康巴什区"
    street, road = random.choice(place.streets), random.choice(words.ROADS)
    return f"鄂尔多斯市{banner}{street}{road}{random.randint(1, 199)}号"


def _anniversary(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, 28))
