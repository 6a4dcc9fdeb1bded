"""Files as strangers hand them over, small and whole, for tests of uploads. No test is here."""

import io
import zipfile
import zlib

from pikepdf import Encryption, Pdf


def pdf(*, locked: bool = False) -> bytes:
    """A PDF of one empty page; `locked`, one that asks for a password."""
    out = io.BytesIO()
    with Pdf.new() as made:
        made.add_blank_page()
        if locked:
            made.save(out, encryption=Encryption(owner="a", user="b"))
        else:
            made.save(out)
    return out.getvalue()


def packed(**parts: bytes) -> bytes:
    """A ZIP of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def word(**more: bytes) -> bytes:
    """What a Word file has at least."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", b"<Types/>")
        made.writestr("word/document.xml", b"<document/>")
        for name, content in more.items():
            made.writestr(f"word/{name}.bin", content)
    return out.getvalue()


def png() -> bytes:
    """A PNG of nothing but its first and its last block."""
    blocks = (b"IHDR" + b"\0" * 13, b"IEND")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (len(one) - 4).to_bytes(4, "big") + one + zlib.crc32(one).to_bytes(4, "big")
        for one in blocks
    )
