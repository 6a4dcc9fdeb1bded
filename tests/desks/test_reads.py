"""The log of reads: every page of a matter and every file that is given leaves a row, before it leaves itself; nothing else does."""

import hashlib
from collections.abc import Callable

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from proviso.domain.roles import Right, Role
from proviso.outside.clock import now
from proviso.people.bearers import Begun, Borne, begin, confirm
from proviso.people.models import Read, User
from proviso.web import bearing
from proviso.web.reads import Gives
from proviso.web.signed_in import AtDesk, signed_in
from tests.acts.village import ELDER, village
from tests.web import signing_in

pytestmark = pytest.mark.django_db
View = Callable[[AtDesk], HttpResponseBase]


@pytest.fixture(autouse=True)
def _village() -> None:
    village()


def ask(
    answer: View,
    *,
    right: Right | None = Right.SEE,
    user: User | None = None,
    method: str = "get",
    session: SessionStore | None = None,
    binds: bool = False,
) -> HttpResponseBase:
    """Ask a page of V1 that answers so, as an analyst of its agency if nobody else is named."""

    @signed_in(right, matter="name", methods=("GET", "HEAD", "POST"), binds=binds)
    def view(request: AtDesk, name: str) -> HttpResponseBase:
        return answer(request)

    request = getattr(RequestFactory(), method)("/desk/matters/V1/?x=1")
    request.user = user or analyst()
    request.session = session or SessionStore()
    return view(request, name="V1")


def analyst() -> User:
    client = signing_in.signed_in((Role.ANALYST, signing_in.AGENCY))
    return User.objects.get(person=signing_in.person(client))


def test_a_page_of_a_matter_leaves_a_row() -> None:
    user = analyst()
    ask(lambda _: HttpResponse("a page"), user=user)
    row = Read.objects.get()
    assert (row.by, row.kind, row.review, row.matter) == (user.person, "page", "R1", "V1")
    assert row.address == "/desk/matters/V1/?x=1"
    assert (row.given, row.sha256) == ("", "")


def test_a_file_leaves_its_name_and_its_hash() -> None:
    def table(_: AtDesk) -> HttpResponse:
        told = {"Content-Disposition": 'attachment; filename="matters.csv"'}
        return HttpResponse(b"a,b\r\n", content_type="text/csv", headers=told)

    ask(table)
    row = Read.objects.get()
    assert (row.kind, row.given) == ("file", "matters.csv")
    assert row.sha256 == hashlib.sha256(b"a,b\r\n").hexdigest()


def test_a_file_that_is_sent_piece_by_piece_leaves_what_its_view_tells() -> None:
    def letter(request: AtDesk) -> StreamingHttpResponse:
        request.gives = Gives(name="L1.pdf", sha256="1" * 64)
        return StreamingHttpResponse([b"%PDF"], content_type="application/pdf")

    ask(letter)
    row = Read.objects.get()
    assert (row.given, row.sha256) == ("L1.pdf", "1" * 64)


@pytest.mark.parametrize(
    ("status", "method"), [(302, "post"), (404, "get"), (500, "get"), (200, "head")]
)
def test_what_shows_nothing_leaves_nothing(status: int, method: str) -> None:
    ask(lambda _: HttpResponse(status=status), method=method)
    assert not Read.objects.exists()


def test_a_page_that_asks_for_no_right_leaves_nothing(client: Client) -> None:
    ask(lambda _: HttpResponse("own account"), right=None)
    assert not Read.objects.exists()


def test_who_may_not_see_a_matter_leaves_no_row_of_it() -> None:
    other = User.objects.create_user("x@y.example", name="X")
    with pytest.raises(Http404):
        ask(lambda _: HttpResponse("a page"), user=other)
    assert not Read.objects.exists()


def test_a_list_is_a_row_for_each_review_that_its_reader_sees_something_of() -> None:
    @signed_in(Right.SEE)
    def view(_: AtDesk) -> HttpResponse:
        return HttpResponse("a list")

    request = RequestFactory().get("/desk/")
    request.user = analyst()
    view(request)
    row = Read.objects.get()
    assert (row.review, row.matter) == ("R1", "")


# --- who bears a letter ----------------------------------------------------------------------


class Nobody:
    """Who is not signed in."""

    is_authenticated = False


def borne(matter: str = "V1") -> SessionStore:
    """A session in which someone confirmed letter L1."""
    found = begin(
        Borne(matter=matter, letter="L1", respondent=ELDER, address="c@e.example"),
        place="192.0.2.1",
        at=now(),
    )
    assert isinstance(found, Begun)
    confirm(found.person, found.code, at=now())
    session = SessionStore()
    session[bearing.BORNE] = found.person
    return session


def test_who_bears_a_letter_comes_through_the_same_first_line_and_is_logged() -> None:
    seen: list[AtDesk] = []

    def answer(request: AtDesk) -> HttpResponse:
        seen.append(request)
        return HttpResponse("the letter")

    nobody: User = Nobody()  # type: ignore[assignment]
    assert ask(answer, user=nobody, session=borne()).status_code == 200
    (request,) = seen
    assert request.bearer is not None
    assert request.seen.letter == "L1"
    assert [one.matter for one in request.door.matters()] == ["V1"]
    assert Read.objects.get().by == request.actor.id == request.bearer.actor.id


@pytest.mark.parametrize("right", sorted(set(Right) - {Right.SEE, Right.ACKNOWLEDGE}))
def test_who_bears_a_letter_has_no_other_right(right: Right) -> None:
    nobody: User = Nobody()  # type: ignore[assignment]
    with pytest.raises(Http404):
        ask(lambda _: HttpResponse(), right=right, user=nobody, session=borne())


def test_who_bears_a_letter_of_another_matter_sees_nothing_here() -> None:
    nobody: User = Nobody()  # type: ignore[assignment]
    with pytest.raises(Http404):
        ask(lambda _: HttpResponse(), user=nobody, session=borne("V2"))


def test_who_bears_a_letter_has_no_page_of_an_account_and_does_nothing_that_binds() -> None:
    nobody: User = Nobody()  # type: ignore[assignment]
    own = ask(lambda _: HttpResponse(), right=None, user=nobody, session=borne())
    assert own.status_code == 302
    with pytest.raises(Http404):
        ask(lambda _: HttpResponse(), user=nobody, session=borne(), binds=True)
