"""Addresses within the site, which carry the day that is shown. Which routes there are stands in urls.py."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse


def address(carried: Mapping[str, str], route: str, *args: Any, **asked: Any) -> str:
    """The address of a route with its arguments, `?on=&known=` carried, and further words of the question."""
    words = {**carried, **{name: value for name, value in asked.items() if value not in (None, "")}}
    return reverse(route, args=args) + (f"?{urlencode(words)}" if words else "")


@cache
def is_built(route: str, *args: str) -> bool:
    """Whether a route is there to be linked to; one that takes arguments is asked about with any, such as "x"."""
    try:
        reverse(route, args=args)
    except NoReverseMatch:
        return False
    return True
