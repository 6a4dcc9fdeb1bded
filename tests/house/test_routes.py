"""Every route has a row: who may ask it, and how. A route that is in no row, or is no one's, fails here."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import RequestFactory

from proviso.web.urls import urlpatterns

READ, SEND = ("GET", "HEAD"), ("GET", "HEAD", "POST")
ALL_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# route: (who may ask it, with which methods)
ROUTES: dict[str, tuple[str, tuple[str, ...]]] = {
    "home": ("public", READ),
    "orders": ("public", READ),
    "order": ("public", READ),
    "case": ("public", READ),
    "sources": ("public", READ),
    "source": ("public", READ),
    "statements": ("public", READ),
    "statement": ("public", READ),
    "conflicts": ("public", READ),
    "conflict": ("public", READ),
    "search": ("public", READ),
    "verify": ("public", (*READ, "POST")),  # a receipt is checked; nothing is kept
    "corrections": ("public", READ),
    "downloads": ("public", READ),
    "datapackage": ("public", READ),
    "everything": ("public", READ),
    "table": ("public", READ),
    "accessibility": ("public", READ),
    "privacy": ("public", READ),
    "about": ("public", READ),
    "reviews": ("public", READ),
    "review": ("public", READ),
    "roster": ("public", READ),
    "roster_csv": ("public", READ),
    "roster_json": ("public", READ),
    "review_timeline": ("public", READ),
    "review_feed": ("public", READ),
    "review_dates": ("public", READ),
    "matter": ("public", READ),
    "matter_dates": ("public", READ),
    "may": ("public", READ),
    "may_json": ("public", READ),
    "date": ("public", READ),
    "date_json": ("public", READ),
    "date_ics": ("public", READ),
    "due": ("public", READ),
    "how": ("public", READ),
    "glossary": ("public", READ),
    "governments": ("public", READ),
    "government": ("public", READ),
    "desk": ("signed-in", READ),
    "account_login": ("entrance", SEND),
    "mfa_authenticate": ("entrance", SEND),
    "mfa_login_webauthn": ("entrance", SEND),
    "account_inactive": ("entrance", READ),
    "openid_connect_login": ("entrance", SEND),
    "openid_connect_callback": ("entrance", READ),
    "socialaccount_login_cancelled": ("entrance", READ),
    "socialaccount_login_error": ("entrance", READ),
    "socialaccount_signup": ("entrance", SEND),
    "account_logout": ("entrance", SEND),
    "account_reauthenticate": ("signed-in", SEND),
    "mfa_reauthenticate": ("signed-in", SEND),
    "mfa_reauthenticate_webauthn": ("signed-in", SEND),
    "account_change_password": ("signed-in", SEND),
    "account_set_password": ("signed-in", SEND),
    "mfa_index": ("signed-in", READ),
    "mfa_activate_totp": ("signed-in", SEND),
    "mfa_deactivate_totp": ("signed-in", SEND),
    "mfa_list_webauthn": ("signed-in", READ),
    "mfa_add_webauthn": ("signed-in", SEND),
    "mfa_edit_webauthn": ("signed-in", SEND),
    "mfa_remove_webauthn": ("signed-in", SEND),
    "mfa_view_recovery_codes": ("signed-in", READ),
    "mfa_generate_recovery_codes": ("signed-in", SEND),
    "mfa_download_recovery_codes": ("signed-in", READ),
    "socialaccount_connections": ("signed-in", SEND),
}
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
