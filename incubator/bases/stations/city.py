"""The divisions of the city by name, as a list names them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.bodies import queries as places
from portal.bodies.enums import Level

if TYPE_CHECKING:
    from portal.bodies.models import Division

BETWEEN = " "


@dataclass(slots=True)
class City:
    """Names and codes of banners, streets and communities."""

    names: dict[str, str] = field(default_factory=dict)
    banners: dict[str, str] = field(default_factory=dict)
    streets: dict[tuple[str, str], str] = field(default_factory=dict)
    communities: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, divisions: "Iterable[Division]") -> "City":
        """The city made of these divisions."""
        city = cls()
        for one in divisions:
            city.names[one.code] = one.name
            if one.level == Level.BANNER:
                city.banners[one.name] = one.code
            elif one.level == Level.STREET:
                city.streets[str(one.parent_id), one.name] = one.code
            elif one.level == Level.COMMUNITY:
                city.communities[str(one.parent_id), one.name] = one.code
        return city

    def banner_of_street(self, name: str) -> list[str]:
        """The names of the banners that have a street of this name."""
        return [self.names[banner] for banner, street in self.streets if street == name]

    def streets_of(self, banner: str) -> list[str]:
        """The names of a banner's streets."""
        return [name for code, name in self.streets if code == banner]

    def path(self, code: str) -> str:
        """A division in words: banner, street and community; empty for the city itself."""
        chain = [code[:length] for length in (6, 9, 12) if length <= len(code)]
        known = [self.names[part] for part in chain if part in self.names and part != places.CITY]
        return BETWEEN.join(known)


def whole() -> City:
    """The city as it stands; one query."""
    return City.of(places.divisions_under(places.CITY))
