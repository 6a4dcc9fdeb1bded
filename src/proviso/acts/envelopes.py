"""What an errand carries, made ready from its payload: the bytes of a file, or a message. Nothing is handed over here.

A file's payload: `file` (the SHA-256 of a kept file) and `suffix`. A message's payload: `sender`,
`sender_name`, `to_name`, `subject`, `text`, `html`, `written`, `reply_to`, `returns_to`, `follows`,
`ask_display`, `attachments` (each `name`, `media`, `sha256`); the letter and the address are the errand's own. `sealed`,
where there is one, has what stands in the text as `{name}`, and is opened only here.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from proviso.domain import mail
from proviso.domain.addresses import Address, address
from proviso.domain.errands import Errand, Kind, payload
from proviso.domain.mail import Attachment, Message
from proviso.domain.refusals import Refusal
from proviso.outside import folders, seals

T = TypeVar("T")


class Unfit(Exception):
    """What the errand tells its worker makes nothing that could be handed over."""


def file_errand(
    kind: Kind, *, key: str, stream: str, letter: str | None, to: str, content: bytes, suffix: str
) -> Errand:
    """An errand that hands a file over. Its content is kept at once; raises OSError where the disk will not."""
    told = payload(file=folders.keep(content), suffix=suffix)
    return Errand(key=key, kind=kind, stream=stream, letter=letter, to=to, payload=told)


def mail_errand(
    message: Message,
    *,
    key: str,
    stream: str,
    letter: str | None,
    sealed: Mapping[str, str] | None = None,
    **beside: int,
) -> Errand:
    """An errand that hands this message over; its attachments are kept at once. Raises OSError.

    The message is to be written for this letter (or this key, where there is none) and this key.
    """
    secrets = {name: seals.seal(text) for name, text in (sealed or {}).items()}
    told = payload(
        **beside,
        **({"sealed": secrets} if secrets else {}),
        sender=str(message.sender),
        sender_name=message.sender.name,
        to_name=message.to.name,
        subject=message.subject,
        text=message.text,
        html=message.html,
        written=message.written.isoformat(),
        reply_to=str(message.reply_to) if message.reply_to else None,
        returns_to=str(message.returns_to) if message.returns_to else None,
        follows=list(message.follows),
        ask_display=message.ask_display,
        attachments=[
            {"name": one.name, "media": one.media, "sha256": folders.keep(one.content)}
            for one in message.attachments
        ],
    )
    return Errand(
        key=key, kind=Kind.MAIL, stream=stream, letter=letter, to=str(message.to), payload=told
    )


def file_of(errand: Errand) -> tuple[bytes, str]:
    """The bytes to hand over, and how their name ends. Raises NotKept, Unfit."""
    told = errand.told
    suffix = str(told.get("suffix", ""))
    if "file" not in told or not suffix.removeprefix(".").isalnum():
        message = "The errand does not say which file to hand over."
        raise Unfit(message)
    return folders.kept(str(told["file"])), suffix


def message_of(errand: Errand) -> Message:
    """The message to hand over: the same whenever it is made. Raises NotKept, Unfit."""
    told = errand.told
    try:
        return _certain(
            mail.write(
                letter=errand.letter or errand.key,
                key=errand.key,
                sender=_certain(address(told["sender"], name=told["sender_name"])),
                to=_certain(address(errand.to, name=told["to_name"])),
                subject=told["subject"],
                text=seals.filled(told["text"], told.get("sealed", {})),
                html=told["html"],
                attachments=_attachments(told["attachments"]),
                written=datetime.fromisoformat(told["written"]),
                reply_to=_maybe(told["reply_to"]),
                returns_to=_maybe(told["returns_to"]),
                follows=tuple(told["follows"]),
                ask_display=told["ask_display"],
            )
        )
    except (AttributeError, KeyError, TypeError, ValueError, seals.Broken) as trouble:
        message = f"The errand does not tell its message whole: {trouble}."
        raise Unfit(message) from trouble


def _attachments(told: Sequence[Mapping[str, Any]]) -> tuple[Attachment, ...]:
    return tuple(
        _certain(
            mail.attachment(
                name=one["name"],
                media=one["media"],
                content=folders.kept(one["sha256"]),
                sha256=one["sha256"],
            )
        )
        for one in told
    )


def _maybe(text: str | None) -> Address | None:
    return _certain(address(text)) if text else None


def _certain(found: T | Refusal) -> T:
    if isinstance(found, Refusal):
        raise Unfit(found.reason)
    return found
