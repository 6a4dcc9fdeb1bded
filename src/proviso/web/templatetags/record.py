"""The templates' tags for what stands on record: places, entries, words of the glossary, and addresses of a whole question."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from proviso.outside.glossary import anchors
from proviso.queries.pages.plain import dollars
from proviso.web.templatetags.proviso import address

register = template.Library()


@register.simple_tag(takes_context=True)
def term(context: Context, word: str, shown: str = "") -> SafeString:
    """`{% term 'clock' 'clocks' %}`: a word of the house, linked to what it means. A word that the glossary lacks is an error."""
    return format_html(
        '<a class="term" href="{}#{}">{}</a>',
        address(context, "glossary"),
        anchors()[word.casefold()],
        shown or word,
    )


@register.simple_tag(takes_context=True)
def entry(context: Context, ref: str) -> str | SafeString:
    """An entry by how it is cited: matter:J17-FY2016#2, linked to its place in a history where that is a page."""
    stream, _, number = ref.partition("#")
    room, _, name = stream.partition(":")
    if room != "matter" or not number:
        return conditional_escape(ref)
    return format_html(
        '<a href="{}#entry-{}">{}</a>', address(context, "matter", name), number, ref
    )


@register.simple_tag
def asking(route: str, words: Mapping[str, Any]) -> str:
    """The address of a route with exactly these words; the day is among them or left out."""
    return f"{reverse(route)}?{urlencode(words)}"


@register.simple_tag(takes_context=True)
def address_if(context: Context, route: str, *args: Any) -> str:
    """The address of a route; empty while there is no such page."""
    try:
        return address(context, route, *args)
    except NoReverseMatch:
        return ""


@register.filter
def number_of(ref: str) -> str:
    """The number of an entry within its stream: 16 of matter:J17-FY2016#16."""
    return ref.partition("#")[2]


@register.filter
def money(cents: int) -> str:
    """$260,499 for 26049900 cents."""
    return dollars(cents)
