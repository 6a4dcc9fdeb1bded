"""Reads what a mail server reports of each recipient: the fields of RFC 3464, and two older forms in words. Where they stand in a message is outside/notices.

What is said must agree with itself: good news has a status of class 2, bad news one of
class 4 or 5 or none. A failed delivery may well have class 4 (given up after days of trying);
class 4 without an action may be either, so it is nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from proviso.domain.notices import (
    Bounce,
    Delayed,
    Delivered,
    Notice,
    Relayed,
    Trail,
    Unreadable,
)
from proviso.outside.parts import fields, tidy

MOST = 200
LONGEST_SAID = 2000
LONGEST_ADDRESS = 320

BETWEEN = re.compile(rb"\n[ \t]*\r?\n")
STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)")
CODE = re.compile(r"(?<!\d)([45])\d\d(?!\d)")
NUMBER = re.compile(r"\+([0-9A-F]{2})")
UNICODE = re.compile(r"\\x\{([0-9A-Fa-f]{1,6})\}")
FAILED = re.compile(r"^<?([^\s<>:]{1,64}@[^\s<>:]{1,255})>?:[ \t]*$", re.MULTILINE)
RETURNED_ID = re.compile(r"^message-id:[ \t]*(<[!-;=?-~]{3,250}>)", re.MULTILINE | re.IGNORECASE)
QMAIL = "hi. this is the"
COPY = re.compile(r"^-{3,6} (?:below this line|this) is a copy", re.MULTILINE | re.IGNORECASE)

Fields = dict[str, str]


def reports(trail: Trail, told: bytes, words: str) -> Iterator[Notice]:
    """One notice for each recipient in a delivery-status part; `words` is what the report says to people."""
    for group in _groups(told):
        yield _report(trail, group, words)


def _groups(told: bytes) -> list[Fields]:
    """The fields of each recipient. Some servers leave out the blank lines between them."""
    groups: list[Fields] = []
    for block in BETWEEN.split(told, MOST)[:MOST]:
        here: Fields = {}
        for name, value in fields(block.lstrip(b"\r\n")):
            if name == "final-recipient" and name in here:
                groups.append(here)
                here = {}
            here.setdefault(name, value)
        groups.append(here)
    told_of = {"final-recipient", "original-recipient", "action"}
    return [group for group in groups if told_of & set(group)][:MOST]


def _report(trail: Trail, group: Fields, words: str) -> Notice:
    action = (group.get("action", "").lower().split() or [""])[0].rstrip(";")
    status = _status(group)
    said = tidy(group.get("diagnostic-code", ""), LONGEST_SAID) or words
    meant = _recipient(group.get("original-recipient", ""))
    recipient = _recipient(group.get("final-recipient", "")) or meant
    good, firm = status.startswith("2"), status.startswith("5")
    match action:
        case "delivered" if good:
            return Delivered(
                trail=trail, recipient=recipient, meant=meant, status=status, said=said
            )
        case "relayed" | "expanded" if good:
            return Relayed(trail=trail, recipient=recipient, meant=meant, status=status, said=said)
        case "delayed" if not good:
            until = tidy(group.get("will-retry-until", ""), 60)
            return Delayed(
                trail=trail,
                recipient=recipient,
                meant=meant,
                status=status,
                said=said,
                until=until,
            )
        case "failed" | "" if firm or (action and not good):
            return Bounce(trail=trail, recipient=recipient, meant=meant, status=status, said=said)
    shown = f"action {tidy(action, 40) or 'not told'}, status {status or 'not told'}"
    return Unreadable(trail=trail, why=f"A report of delivery is unclear: {shown}.", said=said)


def _status(group: Fields) -> str:
    """The status as RFC 3463 has it, from its own field, else from what the other server said."""
    said = group.get("diagnostic-code", "")[:LONGEST_SAID]
    own = STATUS.search(group.get("status", "")[:200]) or STATUS.search(said)
    if own:
        return own[0]
    code = CODE.search(said)
    return f"{code[1]}.0.0" if code else ""


def _recipient(value: str) -> str:
    """An address out of `rfc822; name@example.gov`, however it is dressed."""
    kind, semicolon, rest = value[:2000].partition(";")
    bare = (rest if semicolon else kind).strip().strip("<>").strip()
    if kind.strip().lower() == "utf-8":
        bare = UNICODE.sub(lambda one: _character(int(one[1], 16)), bare)
    elif "+3D" in bare or "+2B" in bare:
        bare = NUMBER.sub(lambda one: _character(int(one[1], 16)), bare)
    return tidy(bare, LONGEST_ADDRESS)


def _character(number: int) -> str:
    return chr(number) if number < 0xD800 or 0xDFFF < number < 0x110000 else ""


# --- in words --------------------------------------------------------------------------------


def told_in_words(trail: Trail, failed: str, told: str) -> Iterator[Notice]:
    """Bounces of servers without RFC 3464: Exim with X-Failed-Recipients, and qmail's QSBMF."""
    ids = tuple(dict.fromkeys([*RETURNED_ID.findall(told)[:1], *trail.of]))
    known = replace(trail, of=ids)
    report = COPY.split(told, 1)[0].lstrip()
    if failed:
        every = failed.split(",", MOST)[:MOST]
        for one in every:
            recipient = tidy(one.strip().strip("<>"), LONGEST_ADDRESS)
            # The words of several recipients cannot be told apart.
            yield _bounce(known, recipient, report, status_of=report if len(every) == 1 else "")
    elif report[: len(QMAIL)].lower() == QMAIL:
        found = list(FAILED.finditer(report))[:MOST]
        ends = [*(line.start() for line in found[1:]), len(report)]
        for at, line in enumerate(found):
            why = report[line.end() : ends[at]]
            yield _bounce(known, line[1], why, status_of=why)


def _bounce(trail: Trail, recipient: str, told: str, *, status_of: str) -> Bounce:
    status = STATUS.search(status_of[:LONGEST_SAID])
    return Bounce(
        trail=trail,
        recipient=recipient,
        meant="",
        status=status[0] if status else "",
        said=tidy(told, LONGEST_SAID),
    )
