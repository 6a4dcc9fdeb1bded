"""Tags of the desks: people's names, moments with their zone, what an entry is. Tags of all pages are in proviso."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django import template
from django.template import Context

from proviso.domain.encoding import kind_of
from proviso.domain.facts import Fact
from proviso.domain.questions import day_said
from proviso.people.names import names
from proviso.web.forms.asks import Ask

register = template.Library()
PERSON = re.compile(r"\bperson-[a-z0-9]+\b")


@register.simple_tag(takes_context=True)
def person(context: Context, by: str) -> str:
    """`{% person entry.by %}`: the name of the account that an entry names, or what the entry says where it names none."""
    request = context["request"]
    if not hasattr(request, "named_people"):
        request.named_people = names()
    return str(request.named_people.get(by, by))


@register.simple_tag(takes_context=True)
def with_names(context: Context, text: str) -> str:
    """`{% with_names refusal.reason %}`: a text with the names of the accounts in place of the ids in it."""
    return PERSON.sub(lambda found: person(context, found[0]), text)


@register.filter
def moment(value: datetime) -> str:
    """24 January 2018, 17:05 UTC."""
    told = value.astimezone(UTC)
    return f"{day_said(told.date())}, {told:%H:%M} UTC"


@register.filter
def kind_said(fact: Fact) -> str:
    """What sort of entry a fact makes: `letter sent`, with a capital."""
    return kind_of(type(fact)).replace("-", " ").capitalize()


@register.filter
def due_of(fact: Fact) -> date | None:
    """The date that a fact sets, if it sets one."""
    found: Any = getattr(fact, "due", None) or getattr(fact, "met", None)
    return found if isinstance(found, date) else None


@register.filter
def day_typed(text: str) -> str:
    """A day as it was typed, said in full; as it was typed where it is a month, a year or no day."""
    try:
        return day_said(date.fromisoformat(text))
    except ValueError:
        return text


@register.filter
def percent(rate: float) -> str:
    """0.9 as 90 %."""
    return f"{round(100 * rate)} %"


@register.filter
def is_day(value: object) -> bool:
    """Whether a value is a day."""
    return isinstance(value, date)


@register.filter
def is_list(value: object) -> bool:
    """Whether a value is several."""
    return isinstance(value, tuple)


@register.filter(name="from")
def from_(text: str, place: int) -> str:
    """The text from a place on."""
    return text[place:]


@register.filter
def any_apart(asks: Sequence[Ask]) -> bool:
    """Whether a form asks for anything that stands apart."""
    return any(one.apart for one in asks)


@register.filter
def apart_open(asks: Sequence[Ask]) -> bool:
    """Whether anything was filled in there, or is wrong."""
    return any(one.apart and (one.value or one.problem) for one in asks)


@register.filter
def get(titles: Mapping[str, str], name: str) -> str:
    """What something is called in a table of names; its own name where it is not there."""
    return titles.get(name, name)


@register.filter
def plainly(word: str) -> str:
    """A word of the record's own as people write it: document request, special district."""
    return word.replace("-", " ").replace("_", " ")
