"""About the data: how facts are recorded, dated, cited and corrected. No figures of a review."""

from django.http import HttpResponse

from proviso.queries import ledger
from proviso.web.access import Asked, public
from proviso.web.page import page


@public
def about(request: Asked) -> HttpResponse:
    """How the record is made, what its words mean, and where its ledger stands now."""
    head = ledger.head()
    facts = [
        ("Entries", f"{head.entries:,}"),
        ("Streams", f"{head.streams:,}"),
        ("Tree head, now", head.root),
        ("Last signed (UTC)", head.signed_at),
        ("Tree head, as signed", head.signed_root),
    ]
    return page(request, "about", title="About the data", facts=facts)
