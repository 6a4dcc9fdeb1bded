"""The pages of allauth that this site has, each with who may ask it. Those that are not listed (signing up, SMS) are not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as elsewhere
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, re_path

from proviso.web.account_links import can_send

View = Callable[..., HttpResponseBase]
READING, SENDING = ("GET", "HEAD"), ("GET", "HEAD", "POST")


def entrance(view: View, methods: tuple[str, ...] = SENDING) -> View:
    """A page for who is not signed in yet; never kept in a cache."""
    return _page(view, methods, "entrance")


def own(view: View, methods: tuple[str, ...] = SENDING) -> View:
    """A page about one's own account, for who is signed in; never kept in a cache."""
    return _page(view, methods, "signed-in")


def _page(view: View, methods: tuple[str, ...], permission: str) -> View:
    @wraps(view, updated=())
    def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        if permission != "entrance" and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        answer = view(request, *args, **kwargs)
        if told := getattr(answer, "context_data", None):
            told.pop(
                "site", None
            )  # allauth's own, whose name is the server's: the pages have theirs
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    seen.permission = permission  # type: ignore[attr-defined]
    seen.methods = methods  # type: ignore[attr-defined]
    return seen


def lost(request: HttpRequest) -> HttpResponseBase:
    """Ask for a link to set another password; where no mail is sent from here, whom to ask instead."""
    if not can_send():
        return render(request, "account/password_reset_unsent.html")
    found: HttpResponseBase = account.password_reset(request)
    return found


# The names are allauth's own: it looks its pages up by them.
account_routes = [
    path("sign-in/", entrance(account.login), name="account_login"),
    path("sign-in/code/", entrance(second.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey/", entrance(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/closed/", entrance(account.account_inactive, READING), name="account_inactive"),
    path("sign-in/with/<slug:provider_id>/", entrance(oidc.login), name="openid_connect_login"),
    path(
        "sign-in/with/<slug:provider_id>/back/",
        entrance(oidc.callback, READING),
        name="openid_connect_callback",
    ),
    path(
        "sign-in/elsewhere/cancelled/",
        entrance(elsewhere.login_cancelled, READING),
        name="socialaccount_login_cancelled",
    ),
    path(
        "sign-in/elsewhere/failed/",
        entrance(elsewhere.login_error, READING),
        name="socialaccount_login_error",
    ),
    path("sign-in/elsewhere/new/", entrance(elsewhere.signup), name="socialaccount_signup"),
    path("sign-in/lost/", entrance(lost), name="account_reset_password"),
    path(
        "sign-in/lost/sent/",
        entrance(account.password_reset_done, READING),
        name="account_reset_password_done",
    ),
    re_path(
        r"^sign-in/lost/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z_-]+)/$",
        entrance(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "sign-in/lost/done/",
        entrance(account.password_reset_from_key_done, READING),
        name="account_reset_password_from_key_done",
    ),
    path("sign-out/", entrance(account.logout), name="account_logout"),
    path("desk/again/", own(account.reauthenticate), name="account_reauthenticate"),
    path("desk/again/code/", own(second.reauthenticate), name="mfa_reauthenticate"),
    path(
        "desk/again/passkey/",
        own(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("desk/password/", own(account.password_change), name="account_change_password"),
    path("desk/password/first/", own(account.password_set), name="account_set_password"),
    path("desk/keys/", own(second.index, READING), name="mfa_index"),
    path("desk/keys/app/", own(totp.activate_totp), name="mfa_activate_totp"),
    path("desk/keys/app/remove/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("desk/keys/passkeys/", own(passkeys.list_webauthn, READING), name="mfa_list_webauthn"),
    path("desk/keys/passkeys/add/", own(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("desk/keys/passkeys/<int:pk>/", own(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "desk/keys/passkeys/<int:pk>/remove/",
        own(passkeys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(
        "desk/keys/codes/", own(codes.view_recovery_codes, READING), name="mfa_view_recovery_codes"
    ),
    path(
        "desk/keys/codes/new/",
        own(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "desk/keys/codes/recovery-codes.txt",
        own(codes.download_recovery_codes, READING),
        name="mfa_download_recovery_codes",
    ),
    path("desk/elsewhere/", own(elsewhere.connections), name="socialaccount_connections"),
]
