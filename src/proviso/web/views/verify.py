"""Verify: where the ledger stands, what was signed, and the check of a receipt that a reader has. A receipt is read in memory and not kept."""

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpResponse

from proviso.queries import receipts
from proviso.queries.pages.plain import counted
from proviso.queries.pages.verify import VerifyPage
from proviso.queries.pages.verify import verify as asked_verify
from proviso.web.access import Asked, checking
from proviso.web.page import page
from proviso.web.problems import Problem
from proviso.web.receipt_words import result

LONGEST = 500_000  # of a receipt, in bytes; one of a long matter has some 100,000
AROUND = 5_000  # what a form adds around its file


@checking
def verify(request: Asked) -> HttpResponse:
    """The ledger's head and checkpoints; of a receipt that was sent, whether it holds."""
    found = asked_verify()
    if request.method == "POST":
        return _checked(request, found)
    signed = found.head.root == found.head.signed_root
    state = "its head is signed" if signed else "its head is not signed yet"
    many = counted(found.head.entries, "entry", "entries")
    return page(request, "verify", title=f"The ledger holds {many}, and {state}", found=found)


def _checked(request: Asked, found: VerifyPage) -> HttpResponse:
    sent = _sent(request)
    if isinstance(sent, Problem):
        title = "No receipt was checked"
        return page(request, "verify", title=title, found=found, problems=[sent], status=422)
    told = result(receipts.check(sent), found)
    return page(request, "verify", title=told.title, found=found, result=told)


def _sent(request: Asked) -> bytes | Problem:
    """The bytes of the file that was sent, never on disk; or why they cannot be used."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LONGEST + AROUND:
        return _problem(f"The file is longer than {LONGEST:,} bytes, and no receipt is.")
    request.upload_handlers = [MemoryFileUploadHandler(request)]
    file = request.FILES.get("receipt")
    if not isinstance(file, UploadedFile):
        return _problem("No file was chosen.")
    if not file.size or file.size > LONGEST:
        long = f"The file is longer than {LONGEST:,} bytes, and no receipt is."
        return _problem(long if file.size else "The file is empty.")
    content: bytes = file.read()
    return content


def _problem(reason: str) -> Problem:
    cure = "Choose the receipt as it was handed over; its name ends in .receipt."
    return Problem(field="receipt", label="Receipt", typed="", reason=reason, cure=cure)
