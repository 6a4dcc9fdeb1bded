"""A letter's own files, byte for byte as they were handed over: the PDF and its HTML twin. Which letters there are stands on the matter's page."""

from django.http import Http404, HttpResponse

from proviso.queries.may import NotAsked
from proviso.queries.pages.letters import Form, letter_file
from proviso.web.access import Asked, public
from proviso.web.page import page

KINDS: dict[Form, str] = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}
# The twin is someone's words under our address: no script, no style, no form, no frame, whatever it says.
APART = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"


@public
def letter_pdf(request: Asked, name: str, letter: str) -> HttpResponse:
    """The letter as it was printed or attached."""
    return _file(request, name, letter, "pdf")


@public
def letter_page(request: Asked, name: str, letter: str) -> HttpResponse:
    """The letter's HTML twin, which says the same."""
    return _file(request, name, letter, "html")


for _view in (letter_pdf, letter_page):
    _view.section = "reviews"  # type: ignore[attr-defined]


def _file(request: Asked, name: str, letter: str, form: Form) -> HttpResponse:
    found = letter_file(name, letter, form, on=request.asof.on, known=request.asof.known)
    if isinstance(found, NotAsked):
        raise Http404
    if found.content is None:
        title = f"{form.upper()} of letter {letter}: not held here"
        return page(
            request,
            "letter_missing",
            title=title,
            status=404,
            found=found,
            training=found.training,
        )
    answer = HttpResponse(found.content, content_type=KINDS[form])
    answer.headers["Content-Disposition"] = f'inline; filename="{_plain(letter)}.{form}"'
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if form == "html":
        answer.headers["Content-Security-Policy"] = APART
    if found.training:
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _plain(name: str) -> str:
    """A name that any file system and any header takes."""
    return "".join(one if one.isascii() and (one.isalnum() or one in "-_") else "_" for one in name)
