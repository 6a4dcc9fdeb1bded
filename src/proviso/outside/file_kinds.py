"""Whether a file is what its name says: PDF, Word, Excel, PowerPoint, CSV, text, e-mail, ZIP, PNG, JPEG. Runs in a locked process; see lockedly."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

MOST_PARTS, MOST_UNPACKED = 10_000, 1 << 30
PIECE = 1 << 20
PLAIN = frozenset(range(32, 256)) | {9, 10, 12, 13}
FIELD = re.compile(rb"^(from|to|date|subject|received|message-id):", re.IGNORECASE | re.MULTILINE)
LOCKED = "It asks for a password, so nobody could read it."
ODD = "It is damaged, or it is another kind of file under this name."


class NotSo(Exception):
    """The file is not what its name says. Says in which way."""


def is_pdf(content: bytes) -> None:
    """It opens as a PDF, without a password, and has a page."""
    import pypdfium2  # asked for before the process is locked
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    if b"%PDF-" not in content[:1024]:
        raise NotSo(ODD)
    try:
        file = pypdfium2.PdfDocument(content)
        pages = len(file)
        file.close()
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == FPDF_ERR_PASSWORD
        raise NotSo(LOCKED if locked else ODD) from error
    if not pages:
        raise NotSo("It has no page.")


def is_zip(content: bytes) -> frozenset[str]:
    """It unpacks whole, within bounds, without a password, and names no file outside its own folder."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            _bounded(parts)
            for part in parts:
                with packed.open(part) as file:
                    while file.read(PIECE):
                        pass
    except (zipfile.BadZipFile, zlib.error, struct.error) as error:
        raise NotSo(ODD) from error
    except (EOFError, OSError, RuntimeError, ValueError) as error:  # what zipfile lets through
        raise NotSo(ODD) from error
    return frozenset(part.filename for part in parts)


def _bounded(parts: list[zipfile.ZipInfo]) -> None:
    if not parts:
        raise NotSo("There is nothing in it.")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise NotSo(f"It unpacks to more than {MOST_PARTS:,} files or 1 GB.")
    if any(part.flag_bits & 1 for part in parts):
        raise NotSo(LOCKED)
    for part in parts:
        steps = part.filename.replace("\\", "/").split("/")
        if ".." in steps or steps[0] == "" or ":" in steps[0]:
            raise NotSo("A file in it would be unpacked outside its own folder.")


def _office(main: str) -> Callable[[bytes], None]:
    def is_office(content: bytes) -> None:
        if not content.startswith(b"PK"):
            raise NotSo(ODD)
        names = is_zip(content)
        if not {"[Content_Types].xml", main} <= names:
            raise NotSo(ODD)
        if any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in names):
            raise NotSo("It holds a program (macros).")

    return is_office


def is_text(content: bytes) -> None:
    """It is text: UTF-8, UTF-16 with its mark, or one byte for a letter, without control characters."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        try:
            content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise NotSo("It is no text that can be read.") from error
    elif not PLAIN.issuperset(content):
        raise NotSo("It holds bytes that no text has.")


def is_message(content: bytes) -> None:
    """It is text that begins with the header of a message."""
    is_text(content)
    head = re.split(rb"\r?\n\r?\n", content, maxsplit=1)[0]
    if len(FIELD.findall(head)) < 2:
        raise NotSo("It does not begin with the header of a message.")


def is_png(content: bytes) -> None:
    """Its signature, then whole blocks with right sums, from the first to the last."""
    if not content.startswith(b"\x89PNG\r\n\x1a\n"):
        raise NotSo(ODD)
    at, kind = 8, b""
    while kind != b"IEND":
        if at + 12 > len(content):
            raise NotSo("It is cut off.")
        (size,) = struct.unpack_from(">I", content, at)
        kind, end = content[at + 4 : at + 8], at + 8 + size
        if zlib.crc32(content[at + 4 : end]).to_bytes(4, "big") != content[end : end + 4]:
            raise NotSo("It is cut off or damaged.")
        at = end + 4


def is_jpeg(content: bytes) -> None:
    """It begins and ends as a JPEG, with the head of a picture between."""
    if not content.startswith(b"\xff\xd8\xff") or not re.search(
        rb"\xff[\xc0-\xc2]", content[: 1 << 20]
    ):
        raise NotSo(ODD)
    if b"\xff\xd9" not in content[-4096:]:
        raise NotSo("It is cut off.")


def _zip(content: bytes) -> None:
    is_zip(content)


WORD, EXCEL, SLIDES = (
    f"application/vnd.openxmlformats-officedocument.{one}"
    for one in (
        "wordprocessingml.document",
        "spreadsheetml.sheet",
        "presentationml.presentation",
    )
)
KINDS: Mapping[str, tuple[str, Callable[[bytes], None]]] = {
    "pdf": ("application/pdf", is_pdf),
    "docx": (WORD, _office("word/document.xml")),
    "xlsx": (EXCEL, _office("xl/workbook.xml")),
    "pptx": (SLIDES, _office("ppt/presentation.xml")),
    "csv": ("text/csv", is_text),
    "txt": ("text/plain", is_text),
    "eml": ("message/rfc822", is_message),
    "zip": ("application/zip", _zip),
    "png": ("image/png", is_png),
    "jpg": ("image/jpeg", is_jpeg),
    "jpeg": ("image/jpeg", is_jpeg),
}
"""What may be handed over, by the end of its name: what it is called, and how it is looked at."""
