"""Two short pages about the site itself: accessibility and privacy. How facts are recorded is in about."""

from django.http import HttpResponse

from proviso.web.access import Asked, public
from proviso.web.page import page


@public
def accessibility(request: Asked) -> HttpResponse:
    """What was done so that everyone can use the pages, what is checked, what is not."""
    return page(
        request,
        "accessibility",
        title="These pages work with a keyboard, a screen reader and without scripts",
    )


@public
def privacy(request: Asked) -> HttpResponse:
    """What is kept of readers, and what is not shown of people."""
    return page(request, "privacy", title="Readers are not tracked, and no cookie is set")
