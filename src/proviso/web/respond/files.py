"""Files handed back to who gave them: one at a time, or everything of a matter in one archive, sent as it is packed. Never shown in the page."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from proviso.domain.answers import Answers
from proviso.domain.encoding import fact_json
from proviso.domain.facts.answers import LetterFileReceived, LetterItemAnswered
from proviso.domain.roles import Right
from proviso.outside import folders
from proviso.outside.clock import now
from proviso.queries.desks.answered import answered, signed_receipt
from proviso.queries.pages.matter import MatterPage
from proviso.web.cells import plain_row
from proviso.web.packing import EPOCH
from proviso.web.reads import Gives
from proviso.web.respond import seeing
from proviso.web.signed_in import AtDesk, signed_in

PIECE = 1 << 18
APART = "default-src 'none'; sandbox; frame-ancestors 'none'"
COLUMNS = ("entry", "kind", "on", "learned", "recorded_at", "says", "sources")
NOTES = """How to check what is in here

entries.json and entries.csv  what the record tells of matter {name}, as the agency and everyone read it;
                              what you yourselves said of each item stands in entries.json in full.
letters/                      the agency's letters, byte for byte as they were handed over.
answers/RESPONSE/files/       your files, as you uploaded them. Their SHA-256 are in entries.json and on the receipts.
answers/RESPONSE/receipt      a signed receipt. To check it with no connection to this site:
                              proviso verify-receipt answers/RESPONSE/receipt --file NAME=answers/RESPONSE/files/NAME

What the record would not give any more is listed in missing.txt, if there is anything.
Made {at}.
"""


@signed_in(Right.SEE, matter="name")
def respond_file(request: AtDesk, name: str, sha256: str) -> HttpResponse:
    """One file of the government's own, as it was uploaded, to be kept and not to be shown."""
    seeing.own_rights(request)
    called = _own_files(request).get(sha256)
    if called is None or request.seen.letter is not None:
        raise Http404
    try:
        content = folders.kept(sha256)
    except folders.NotKept as trouble:
        raise Http404 from trouble
    request.gives = Gives(name=called, sha256=sha256)
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(called)}"
    answer.headers["Content-Security-Policy"] = APART
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


@signed_in(Right.SEE, matter="name")
def respond_everything(request: AtDesk, name: str) -> HttpResponseBase:
    """Letters, answers, files, receipts and entries of the matter, in one archive."""
    seeing.own_rights(request)
    if request.seen.letter is not None:
        raise Http404
    found = seeing.matter_page(request)
    parts = list(_parts(request, name, found))
    request.gives = Gives(name=f"{name}.zip", sha256="")
    answer = StreamingHttpResponse(packed(parts), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{quote(name)}.zip"'
    return answer


def _answers(request: AtDesk) -> Answers:
    days = request.asof
    name = request.seen.matter.matter
    return request.door.record().standing(name, on=days.on, known=days.known).answers


def _own_files(request: AtDesk) -> dict[str, str]:
    """Name by hash of every file that was given, and of those that are being prepared."""
    found = {one.told.sha256: one.told.name for one in _answers(request).files}
    for one in seeing.letters_asking(request, seeing.matter_page(request)):
        found |= {each.sha256: each.name for each in seeing.draft(request, one.letter.letter).files}
    return found


# --- everything ------------------------------------------------------------------------------

Part = tuple[str, bytes | str]
"""A path in the archive, and its bytes; or, as text, the SHA-256 under which they are kept."""


def _parts(request: AtDesk, name: str, found: MatterPage) -> Iterator[Part]:
    yield "README.txt", NOTES.format(name=name, at=now().isoformat(timespec="seconds")).encode()
    yield "entries.json", _as_json(request, found).encode()
    yield "entries.csv", _as_csv(found).encode()
    for letter in found.letters:
        for digest, end in ((letter.sha256, "pdf"), (letter.html_sha256, "html")):
            if digest:
                yield f"letters/{_safe(letter.letter)}.{end}", digest
    yield from _given(request)


def _given(request: AtDesk) -> Iterator[Part]:
    record, days, one = request.door.record(), request.asof, request.seen.matter
    answers = _answers(request)
    for response in dict.fromkeys(each.told.response for each in answers.items):
        folder = f"answers/{_safe(response)}"
        for file in answers.files_of(response):
            yield f"{folder}/files/{file.told.name}", file.told.sha256
        told = answered(record, one, response, on=days.on, known=days.known)
        made = signed_receipt(record, told, at=now()) if told else None
        if isinstance(made, bytes):
            yield f"{folder}/receipt", made


def _as_json(request: AtDesk, found: MatterPage) -> str:
    own = {
        entry.ref: fact_json(entry.fact)
        for entry in request.door.record().entries(seeing.stream(request))
        if isinstance(entry.fact, LetterItemAnswered | LetterFileReceived)
    }
    rows = [
        {**dict(zip(COLUMNS, row, strict=True)), **({"fact": own[row[0]]} if row[0] in own else {})}
        for row in _rows(found)
    ]
    return json.dumps({"matter": found.line.matter, "entries": rows}, ensure_ascii=False, indent=1)


def _as_csv(found: MatterPage) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(map(plain_row, _rows(found)))
    return out.getvalue()


def _rows(found: MatterPage) -> Iterator[tuple[str, ...]]:
    for one in (*reversed(found.history), *found.undated):
        on = one.on.value.isoformat() if one.on.value else ""
        at = one.recorded_at.isoformat()
        yield one.ref, one.kind, on, one.learned.isoformat(), at, one.says, "; ".join(one.sources)


def packed(parts: Iterable[Part]) -> Iterator[bytes]:
    """An archive of these parts, piece by piece; what is not kept any more is named in it."""
    out = _Pipe()
    missing: list[str] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts:
            try:
                whole = folders.kept(content) if isinstance(content, str) else content
            except folders.NotKept:
                missing.append(f"{path}  {content!s}")
                continue
            with archive.open(zipfile.ZipInfo(path, EPOCH), "w") as file:
                for at in range(0, len(whole), PIECE):
                    file.write(whole[at : at + PIECE])
                    yield out.taken()
        if missing:
            archive.writestr(zipfile.ZipInfo("missing.txt", EPOCH), "\n".join(missing) + "\n")
    yield out.taken()


class _Pipe(io.RawIOBase):
    """What was written and has not been sent yet. An archive can be written to it, and never goes back."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        self._held += piece
        return len(piece)

    def taken(self) -> bytes:
        held, self._held = bytes(self._held), bytearray()
        return held


def _safe(name: str) -> str:
    return "".join(one if one.isalnum() or one in "-_." else "_" for one in name)
