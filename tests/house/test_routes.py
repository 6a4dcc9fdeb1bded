"""Every route has a row: who may ask it, and how. A route that is in no row, or is no one's, fails here."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import RequestFactory

from proviso.web.urls import urlpatterns
from tests.house.route_rows import ROUTES

ALL_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
VIEWS: dict[str, Callable[..., Any]] = {str(one.name): one.callback for one in urlpatterns}


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert set(VIEWS) == set(ROUTES)
    assert len(VIEWS) == len(urlpatterns), "a route without a name, or one name twice"


@pytest.mark.parametrize("route", ROUTES)
def test_the_view_says_on_its_first_line_who_may_see_it(route: str) -> None:
    found = VIEWS[route]
    assert (getattr(found, "permission", None), getattr(found, "methods", ())) == ROUTES[route]


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("method", ALL_METHODS)
def test_other_methods_are_turned_down_before_anything_is_read(route: str, method: str) -> None:
    if method in ROUTES[route][1]:
        return  # what it answers is tested with its page
    request = RequestFactory().generic(method, "/")
    answer = VIEWS[route](request)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == ", ".join(ROUTES[route][1])
