"""Every public route, asked by nobody and in each role: one and the same answer, which anyone may keep. A route without a row fails."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from proviso.domain.roles import Role
from proviso.people.models import User
from proviso.people.roles import give
from tests.house.route_rows import ROUTES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("review")]
DAY = "on=2018-03-01"
# route: an address of it, and what it answers
ADDRESSES: dict[str, tuple[str, int]] = {
    "home": ("/", 200),
    "reviews": ("/reviews/", 200),
    "review": ("/reviews/jag-1373/", 200),
    "roster": ("/reviews/jag-1373/roster/", 200),
    "roster_csv": ("/reviews/jag-1373/roster.csv", 200),
    "roster_json": ("/reviews/jag-1373/roster.json", 200),
    "review_timeline": ("/reviews/jag-1373/timeline.csv", 200),
    "review_feed": ("/reviews/jag-1373/feed.atom", 200),
    "review_dates": ("/reviews/jag-1373/dates.ics", 200),
    "governments": ("/governments/?q=Chicago", 200),
    "government": ("/governments/J02/", 200),
    "matter": ("/matters/J02-FY2017/", 200),
    "matter_dates": ("/matters/J02-FY2016/dates.ics", 200),
    "letter_pdf": ("/matters/J17-FY2016/letters/L-J17-2018-01-24.pdf", 404),
    "letter_page": ("/matters/J17-FY2016/letters/L-J17-2018-01-24.html", 404),
    "may": ("/may/", 200),
    "may_json": ("/may.json?act=issue-subpoena&respondent=J17-FY2016", 200),
    "date": ("/dates/", 200),
    "date_json": ("/dates.json?phrase=30+days+after+2018-01-24&rule=frcp-6a", 200),
    "date_ics": ("/dates.ics?phrase=30+days+after+2018-01-24&rule=frcp-6a", 200),
    "due": ("/due/", 200),
    "how": ("/how-it-works/", 200),
    "glossary": ("/glossary/", 200),
    "orders": ("/orders/", 200),
    "order": ("/orders/O08/", 200),
    "case": ("/cases/C05/", 200),
    "sources": ("/sources/", 200),
    "source": ("/sources/S-BRIEF/", 200),
    "statements": ("/statements/", 200),
    "statement": ("/statements/ST-SESSIONS-JANUARY/", 200),
    "conflicts": ("/conflicts/", 200),
    "conflict": ("/conflicts/court/eo-section-9a/", 200),
    "search": ("/search/?q=chicago", 200),
    "verify": ("/verify/", 200),
    "corrections": ("/corrections/", 200),
    "downloads": ("/data/", 200),
    "datapackage": ("/data/datapackage.json", 200),
    "everything": ("/data/proviso-data.zip", 200),
    "table": ("/data/orders.csv", 200),
    "about": ("/about/", 200),
    "accessibility": ("/accessibility/", 200),
    "privacy": ("/privacy/", 200),
}

# One of each sort: pages are not told who asks, so further roles would ask the same thing again.
ROLES = ("analyst", "auditor", "respondent-owner", "admin")


def test_every_public_route_has_an_address() -> None:
    assert set(ADDRESSES) == {route for route, row in ROUTES.items() if row[0] == "public"}


@pytest.fixture(scope="module")
def nobodys() -> dict[str, bytes]:
    """What nobody was answered, by route: asked once."""
    return {}


def _body(answer: Any) -> bytes:
    return b"".join(answer) if answer.streaming else bytes(answer.content)


@pytest.mark.parametrize("role", [None, *ROLES])
def test_everyone_is_answered_the_same(
    client: Client, nobodys: dict[str, bytes], role: str | None
) -> None:
    if role:
        user = User.objects.create_user("a@person.example", name="A person")
        body = "" if role == "admin" else "us/doj/ojp"
        give(user, Role(role), body, first=date(2017, 1, 1), last=None, by="a test")
        client.force_login(user, backend="proviso.web.accounts.SignIn")
    for route, (address, status) in ADDRESSES.items():
        answer: Any = client.get(f"{address}{'&' if '?' in address else '?'}{DAY}")
        assert answer.status_code == status, route
        said = _body(answer)
        assert said == nobodys.setdefault(route, said), f"{route} answers {role} otherwise"
        assert "Set-Cookie" not in answer.headers, route
        assert status != 200 or answer.headers["Cache-Control"].startswith("public"), route
        assert "Cookie" not in answer.headers.get("Vary", ""), route
