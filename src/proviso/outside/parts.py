"""A message from outside as headers and parts: bounded in every way, in time that grows with its length, and never an error. What it means is not here.

The standard library's `email` is not used for what strangers send: parts within parts cost
it time in the square of the length, and its reading of headers can fail. Here whatever is
too deep, too many or too long is left out, and what is broken is read as far as it goes.
"""

import re
from base64 import b64decode
from binascii import a2b_qp
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_HEAD = 200_000
MOST_HEADERS = 500
LONGEST_HEADER = 20_000
MOST_PARTS = 100
DEEPEST = 6
LONGEST_TEXT = 200_000

BLANK = re.compile(rb"\n\r?\n")
FOLD = re.compile(rb"\r?\n[ \t]+")
FIELD = re.compile(rb"([!-9;-~]{1,100})[ \t]*:(.*)", re.DOTALL)
PARAMETER = re.compile(r';\s*([\w.*-]{1,60})\s*=\s*("(?:[^"\\]|\\.)*"|[^;\s"]*)')
ENCODED = re.compile(r"=\?([\w.-]{1,40})(?:\*[\w-]{0,20})?\?([bBqQ])\?([^?\s]{0,2000})\?=")
BETWEEN = re.compile(r"(\?=)\s{1,100}(?==\?)")
MARKUP = re.compile(r"<[^<>]*>")
WHITE = (b"", b" ", b"\t", b"\r", b"\n")
NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
# Only these are tried: some codecs are slow on purpose-made input, and some are no charsets.
CHARSETS = frozenset(
    "utf-8 us-ascii ascii big5 euc-jp euc-kr gb18030 gb2312 gbk iso-2022-jp koi8-r koi8-u shift_jis".split()
    + [f"iso-8859-{at}" for at in range(1, 17) if at != 12]
    + [f"windows-125{at}" for at in range(9)]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A message or a part of one: its headers by lower-case name in order, its body as sent, the parts in it."""

    headers: tuple[tuple[str, str], ...]
    media: str
    options: dict[str, str]
    body: bytes
    parts: tuple["Part", ...]

    def header(self, name: str) -> str:
        """The first header of that name, unfolded; "" if there is none."""
        return next((value for key, value in self.headers if key == name), "")

    def every(self) -> Iterator["Part"]:
        """This part and all in it, in reading order."""
        yield self
        for part in self.parts:
            yield from part.every()


def parse(content: bytes, *, depth: int = 0) -> Part:
    """Read a message, or a part of one."""
    head, body = _halves(content)
    headers = fields(head)
    told = next((value for key, value in headers if key == "content-type"), "text/plain")
    media = told[:200].partition(";")[0].strip().lower()
    options = {key.lower(): _unquoted(value) for key, value in PARAMETER.findall(told[:2000])}
    boundary = options.get("boundary", "").rstrip()[:200]
    inner: tuple[Part, ...] = ()
    if media.startswith("multipart/") and boundary and depth < DEEPEST:
        pieces = _between(body, b"--" + boundary.encode())
        inner = tuple(parse(piece, depth=depth + 1) for piece in pieces)
    return Part(headers=headers, media=media, options=options, body=body, parts=inner)


def fields(head: bytes) -> tuple[tuple[str, str], ...]:
    """The header fields of a block, unfolded, with lower-case names. Lines that are none are left out."""
    lines = FOLD.sub(b" ", head[:LONGEST_HEAD]).split(b"\n", MOST_HEADERS)[:MOST_HEADERS]
    found = (FIELD.match(line.rstrip(b"\r")) for line in lines)
    return tuple(
        (one[1].decode("ascii").lower(), one[2][:LONGEST_HEADER].decode("utf-8", "replace").strip())
        for one in found
        if one is not None
    )


def unpacked(part: Part) -> bytes:
    """The body without its transfer encoding, cut to what is read."""
    way = part.header("content-transfer-encoding").lower()
    body = part.body[:LONGEST_TEXT]
    if way == "base64":
        return _from_base64(body)
    return a2b_qp(body) if way == "quoted-printable" else body


def text(part: Part) -> str:
    """The body as text; what the charset does not explain becomes a mark."""
    said = _decoded(unpacked(part), part.options.get("charset", "utf-8")).replace("\r\n", "\n")
    if part.media != "text/html":
        return said
    plain = MARKUP.sub(" ", said).replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">")
    return plain.replace("&quot;", '"').replace("&#39;", "'").replace("&amp;", "&")


def words(header: str) -> str:
    """A header's text with its encoded words (RFC 2047) read out."""
    return ENCODED.sub(_word, BETWEEN.sub(r"\1", header[:LONGEST_HEADER]))


def tidy(said: str, longest: int) -> str:
    """Text from outside, fit to be shown: no control, nothing that turns the line, spaces run together."""
    short = said[: longest * 10]
    kept = "".join(" " if one.isspace() else one if _harmless(one) else "" for one in short)
    return " ".join(kept.split())[:longest].rstrip()


def _harmless(one: str) -> bool:
    return one.isprintable() or one in "\u200c\u200d"  # the joiners that some scripts need


def _halves(content: bytes) -> tuple[bytes, bytes]:
    """Headers and body. Before them, a line as in mbox files may stand."""
    if content.startswith((b"\n", b"\r\n")):
        return b"", content.split(b"\n", 1)[1]
    if content.startswith(b"From "):
        content = content.partition(b"\n")[2]
    blank = BLANK.search(content)
    return (content[: blank.start()], content[blank.end() :]) if blank else (content, b"")


def _between(body: bytes, mark: bytes) -> Iterator[bytes]:
    """What stands between the lines that begin with the mark, up to the one that ends them."""
    start: int | None = None
    at = body.find(mark)
    count = 0
    while at >= 0 and count < MOST_PARTS:
        after = body[at + len(mark) : at + len(mark) + 2]
        if (at == 0 or body[at - 1] == 0x0A) and (after[:1] in WHITE or after == b"--"):
            if start is not None:
                yield body[start:at].removesuffix(b"\n").removesuffix(b"\r")
                count += 1
            end = body.find(b"\n", at)
            start = end + 1
            if after == b"--" or end < 0:
                return
        at = body.find(mark, at + len(mark))
    if start is not None and count < MOST_PARTS:
        yield body[start:]


def _unquoted(value: str) -> str:
    if not value.startswith('"'):
        return value
    return re.sub(r"\\(.)", r"\1", value[1:-1])


def _word(found: re.Match[str]) -> str:
    charset, way, told = found[1], found[2].lower(), found[3].encode("utf-8", "replace")
    if way == "q":
        return _decoded(a2b_qp(told, header=True), charset)
    return _decoded(_from_base64(told), charset)


def _from_base64(told: bytes) -> bytes:
    """What can be read of it: other signs are left out, and so is a last letter that says too little."""
    letters = NOT_BASE64.sub(b"", told)
    rest = len(letters) % 4
    return b64decode(letters[:-1] if rest == 1 else letters + b"=" * (-rest % 4))


def _decoded(content: bytes, charset: str) -> str:
    name = charset.strip().lower()
    return content.decode(name if name in CHARSETS else "utf-8", "replace")
