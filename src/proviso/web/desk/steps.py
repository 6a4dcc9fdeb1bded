"""From what waits to where it is done: the links that a person's rights reach. What waits is queries/desks/in_matter."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from proviso.acts.table import ALL
from proviso.domain.permissions import may_do
from proviso.domain.roles import Right
from proviso.queries.desks.in_matter import Wait
from proviso.web.forms.words import words_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A link to where something is done."""

    words: str
    href: str


def steps_of(wait: Wait, matter: str, rights: frozenset[Right]) -> tuple[Step, ...]:
    """The acts that end what waits, each with the address of its form, begun with what the record tells already."""
    found = [
        Step(
            words=words_for(ALL[way.act]).do,
            href=with_words("desk_act", [matter, way.act], way.told),
        )
        for way in wait.ways
        if may_do(way.act, rights)
    ]
    if wait.act:
        words = "Read and decide" if Right.APPROVE in rights else "See what it needs"
        href = reverse("desk_approval", args=[matter, wait.act])
        found.append(Step(words=words, href=href))
    return tuple(found)


def with_words(route: str, names: list[str], told: Mapping[str, str]) -> str:
    """A route's address with words of a question, as far as they say anything."""
    words = {key: value for key, value in told.items() if value}
    return reverse(route, args=names) + (f"?{urlencode(words)}" if words else "")
