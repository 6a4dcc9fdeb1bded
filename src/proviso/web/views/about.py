"""About the data: how facts are recorded, dated, cited and corrected. No figures of a review."""

from django.http import HttpResponse

from proviso.queries import ledger
from proviso.web.access import Asked, public
from proviso.web.page import page


@public
def about(request: Asked) -> HttpResponse:
    """How the record is made, what its words mean, and what it does not hold."""
    return page(request, "about", title="About the data", head=ledger.head())
