"""A file as it comes in: how much of it is taken, under which name, and whether it is whole. What it is, is looked at in outside/lockedly."""

import unicodedata
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from proviso.domain.refusals import Refusal
from proviso.outside import folders, lockedly
from proviso.outside.clock import now
from proviso.outside.file_kinds import KINDS
from proviso.records.answer_drafts import Added, Draft
from proviso.web.problems import Problem
from proviso.web.signed_in import AtDesk

LONGEST = 50 << 20
LONGEST_NAME = 150
MOST_FILES = 200
TAKEN = "PDF, Word, Excel, PowerPoint, CSV, text, e-mail, ZIP, PNG or JPEG, up to 50 MB each."
TOO_LONG = "proviso.file-too-long"
LATER = "Try again later, and tell the agency if it stays so. What was saved before is kept."
CURE = "Choose another file. What you wrote and the files you added before are kept."


class Limited(FileUploadHandler):
    """Takes no more of a file than may be kept: the rest is read past, so that the page can say what was wrong."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.taken = start + len(raw_data)
        if self.taken > LONGEST:
            if self.request is not None:
                self.request.META[TOO_LONG] = self.file_name
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def taken_in(request: AtDesk, held: Draft) -> Added | Problem:
    """Keep the bytes that the form brought, or say what is wrong with them. It is in the answer once it is placed."""
    file = _whole(request)
    if isinstance(file, Problem):
        return file
    name = plain(file.name or "")
    if wrong := _why_not(name, file) or _why_not_more(name, held):
        return wrong
    content, kind = file.read(), ending(name)
    try:
        refused = _looked_at(name, kind, content)
        digest = "" if refused else folders.keep(content)
    except OSError:
        return _problem(name, "It could not be kept: the disk here takes no more.", LATER)
    if refused:
        return _problem(name, refused.reason, refused.cure)
    return Added(
        id=0,
        item="",
        name=name,
        size=len(content),
        sha256=digest,
        media=KINDS[kind][0],
        by=request.actor.id,
        at=now(),
    )


def placed(one: Added, item: str, held: Draft) -> Added | Problem:
    """The file as it goes to an item of the answer as it is now, which nobody else changes meanwhile; or why not."""
    if wrong := _why_not_more(one.name, held):
        return wrong
    same = next((each for each in held.files_of(item) if each.sha256 == one.sha256), None)
    if same is not None:
        return _problem(one.name, f"The same file is there already, as {same.name}.", CURE)
    return replace(one, item=item, name=_free(one.name, held))


def _whole(request: AtDesk) -> "UploadedFile[Any] | Problem":
    """The file, where all of it came. The form's last field comes after it, so that a form cut off lacks it."""
    file = request.FILES.get("file")
    if name := request.META.get(TOO_LONG):
        return _problem(plain(name), "It is longer than 50 MB, and was not kept.", _smaller())
    if request.POST.get("whole") != "yes":
        return _problem("", "The upload was cut off before it was whole. Nothing was kept.", CURE)
    if isinstance(file, UploadedFile):
        return file
    return _problem("", "No file was chosen.", CURE)


def _why_not(name: str, file: "UploadedFile[Any]") -> Problem | None:
    if not file.size:
        return _problem(name, "The file is empty: it has no bytes.", CURE)
    if ending(name) not in KINDS:
        return _problem(name, f"Files of this kind are not taken. Taken are {TAKEN}", CURE)
    return None


def _why_not_more(name: str, held: Draft) -> Problem | None:
    if len(held.files) >= MOST_FILES:
        return _problem(
            name, f"There are {MOST_FILES} files in this answer, and no more are taken.", _smaller()
        )
    return None


def _smaller() -> str:
    return "Split it into smaller files, or ask the agency how to hand it over."


def _looked_at(name: str, kind: str, content: bytes) -> Refusal | None:
    with NamedTemporaryFile(prefix="proviso-", suffix=".upload") as draft:
        draft.write(content)
        draft.flush()
        return lockedly.why_not_kind(Path(draft.name), name, kind)


def _problem(name: str, reason: str, cure: str) -> Problem:
    return Problem(field="file", label="File", typed=name, reason=reason, cure=cure)


def plain(name: str) -> str:
    """A file's name without folders, controls or signs that turn the line; shortened before its ending."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(one if one.isprintable() and one not in '<>:"|?*' else "_" for one in last)
    kept = " ".join(kept.split()).strip(". ") or "file"
    stem, dot, end = kept.rpartition(".")
    if len(kept) <= LONGEST_NAME:
        return kept
    return f"{stem[: LONGEST_NAME - 10]}{dot}{end[:8]}" if dot else kept[:LONGEST_NAME]


def ending(name: str) -> str:
    """How a name ends, in small letters; empty where it has no ending."""
    stem, dot, end = name.rpartition(".")
    return end.lower() if dot and stem else ""


def _free(name: str, held: Draft) -> str:
    """The name, or one with a number where another file of this answer has it, so that a receipt tells them apart."""
    taken = {one.name.casefold() for one in held.files}
    stem, dot, end = name.rpartition(".")
    number, found = 2, name
    while found.casefold() in taken:
        found = f"{stem} ({number}){dot}{end}"
        number += 1
    return found
