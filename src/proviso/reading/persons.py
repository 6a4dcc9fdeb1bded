"""One person of a text with what is said of them, and their mentions joined. How people are found is in people.py."""

from dataclasses import dataclass, field

from proviso.reading.names import SUFFIX


@dataclass(slots=True, kw_only=True)
class Person:
    """One person of the text, with the best that is said of them."""

    name: str
    start: int
    end: int
    rule: str
    triggers: list[str] = field(default_factory=list)
    role: str | None = None
    of: str | None = None
    more_roles: list[tuple[str, str | None]] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    anonymous: bool = False

    @property
    def surname(self) -> str:
        words = SUFFIX.sub("", self.name).split()
        return words[-1]


def merge(held: dict[str, Person], made: Person) -> None:
    known = held.setdefault(made.name, made)
    known.places.append((made.start, made.end))
    if known is made or made.role is None:
        return
    if known.role is None:
        known.role, known.of, known.rule, known.triggers = (
            made.role,
            made.of,
            made.rule,
            made.triggers,
        )
    elif made.role.lower() != known.role.lower():
        known.more_roles.append((made.role, made.of))


def join_mentions(held: dict[str, Person]) -> None:
    """A name that has a role in one place needs none in another; a name found only by weak signs joins it."""
    full: dict[str, str] = {}
    for name, one in held.items():
        words = name.split()
        if one.rule != "person-by-first-name" and len(words) > 2:
            full.setdefault(" ".join(words[-2:]), name)
    for name in [name for name, one in held.items() if one.rule == "person-by-first-name"]:
        if name in full:
            held[full[name]].places.extend(held.pop(name).places)
    for name in [name for name in held if name[0].islower()]:  # `Chief | del Pozo`
        whole = next((each for each in held if each.endswith(f" {name}")), None)
        if whole is not None:
            held[whole].places.extend(held.pop(name).places)
