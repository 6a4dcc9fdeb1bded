"""The templates' own tags: addresses that carry the day, icons, tags, citations, days. What they look like is in parts/ and proviso.css."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import template
from django.template import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from proviso.domain.questions import day_said
from proviso.web import links

register = template.Library()
MARKS = {
    "agency": "document",
    "court": "court",
    "allowed": "allowed",
    "conditional": "waiting",
    "unsettled": "unsettled",
    "passed": "passed",
    "past": "history",
}


@register.simple_tag(takes_context=True)
def address(context: Context, route: str, *args: Any, **asked: Any) -> str:
    """`{% address 'matter' matter.id sort='due' %}`: the route's address, with the day carried."""
    asof = context.get("asof")
    return links.address(asof.carried if asof else {}, route, *args, **asked)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A sign from the sprite. It is decoration: words stand beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("vendor/icons.svg"),
        name,
    )


@register.inclusion_tag("parts/tag.html")
def tag(meaning: str, words: str) -> dict[str, str]:
    """A status: shape, colour and words. `meaning` is agency, court, allowed, conditional, unsettled or passed."""
    return {"meaning": meaning, "words": words, "mark": MARKS[meaning]}


@register.inclusion_tag("parts/cites.html", takes_context=True)
def cites(context: Context, sources: Iterable[str] | None) -> dict[str, Any]:
    """Number chips for source ids, numbered in order of first use on this page; `cited` lists them."""
    numbered = _numbered(context)
    return {
        "chips": [
            (numbered.setdefault(one, len(numbered) + 1), one, _source(context, one))
            for one in dict.fromkeys(sources or ())
        ]
    }


@register.inclusion_tag("parts/cited.html", takes_context=True)
def cited(context: Context, titles: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The list that the number chips of this page refer to. Put it last."""
    return {
        "sources": [
            (number, one, (titles or {}).get(one, ""), _source(context, one))
            for one, number in _numbered(context).items()
        ]
    }


def _numbered(context: Context) -> dict[str, int]:
    request = context["request"]
    if not hasattr(request, "cited"):
        request.cited = {}
    numbered: dict[str, int] = request.cited
    return numbered


def _source(context: Context, name: str) -> str:
    """The page of a source; where there is none, the list at the end of this page."""
    try:
        return address(context, "source", name)
    except NoReverseMatch:
        return "#cited"


@register.filter
def day(value: date | None) -> str:
    """24 January 2018; "a day not found" for none."""
    return day_said(value)


@register.filter
def iso(value: date | None) -> str:
    """2018-01-24, for `datetime=`."""
    return value.isoformat() if value else ""


@register.filter
def counted(number: int, words: str) -> str:
    """`{{ n|counted:'matter,matters' }}`: 1 matter; 1,073 matters."""
    one, _, many = words.partition(",")
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@register.filter
def thousands(number: int | None) -> str:
    """2,693,976; "not known" for none."""
    return "not known" if number is None else f"{number:,}"


@register.filter
def grouped(number: int) -> str:
    """1,073."""
    return f"{number:,}"


@register.filter
def share(part: int, whole: int) -> int:
    """`part` of `whole` in thousandths, as the width of a bar."""
    return round(1000 * part / whole) if whole else 0


@register.simple_tag(takes_context=True)
def trail_address(context: Context, route: str, args: Iterable[Any]) -> str:
    """The address of a page above this one; its arguments come as a list."""
    return address(context, route, *args)


@register.simple_tag
def tag_icon(meaning: str) -> SafeString:
    """The sign that goes with a meaning: scales for a court, an hourglass for what waits."""
    return icon(MARKS[meaning])


@register.simple_tag(takes_context=True)
def linked(context: Context, words: str, route: str, *args: Any) -> str | SafeString:
    """`{% linked order.title 'order' order.id %}`: a link; only the words while there is no such page."""
    try:
        return format_html('<a href="{}">{}</a>', address(context, route, *args), words)
    except NoReverseMatch:
        return conditional_escape(words)
