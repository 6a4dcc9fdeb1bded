"""One letter of a round made ready: checked, printed, kept by its content, with the errand that hands it over. Records nothing."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from textwrap import shorten

from proviso.acts import envelopes
from proviso.domain import mail
from proviso.domain.addresses import Address, address
from proviso.domain.errands import Errand, Kind, payload, why_not_owe
from proviso.domain.facts.letters import LetterFiled, LetterSent
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review
from proviso.letters import ua
from proviso.letters.compose import compose
from proviso.letters.content import Content
from proviso.letters.due import why_not_agreeing, why_not_dates, why_not_due
from proviso.letters.library import Library, load
from proviso.letters.own_words import own_library
from proviso.letters.pdf import Press
from proviso.letters.render import rendered
from proviso.letters.rounds import Planned, RoundFile, content_hash
from proviso.outside import folders
from proviso.outside.holidays import STATES, federal_calendar

PDF = "application/pdf"
OWN_RULE = "The record's own rule: a letter goes out whole, as approved, or not at all"
UNSTATED = "no address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A letter that can go: its content with the hash of it."""

    planned: Planned
    content: Content
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The three files of a letter, kept under these hashes; what the bytes were made from."""

    pdf: str
    html: str
    text: str
    versions: tuple[str, ...]


def words_of(review: Review, file: RoundFile, *, on: date) -> Library | Refusal:
    """The words that letters of this round can be made from by this day. A file of words that is gone is a refusal."""
    try:
        return own_library(load(), review, on=on, version=file.version, read=folders.kept)
    except folders.NotKept as trouble:
        return Refusal(
            code="words.not-kept",
            reason=str(trouble),
            cure="Put the file back, or draft and approve the words under another version.",
            authority=OWN_RULE,
        )


@dataclass(slots=True, kw_only=True)
class Desk:
    """Where the letters of one round are made ready: on which day, with which words, on one press.

    `sending` is False while a round is only prepared: then words need no approval yet.
    """

    file: RoundFile
    review: Review
    on: date
    sending: bool
    library: Library
    press: Press = field(default_factory=Press)

    def ready(self, planned: Planned | Refusal) -> Ready | Refusal:
        """The letter's content, if nothing stands against sending it."""
        if isinstance(planned, Refusal):
            return planned
        content = compose(planned.draft, self.library)
        if isinstance(content, Refusal):
            return content
        if wrong := self._why_not(content, planned):
            return wrong
        return Ready(planned=planned, content=content, hash=content_hash(content, planned))

    def _why_not(self, content: Content, planned: Planned) -> Refusal | None:
        calendar = federal_calendar(planned.state if planned.state in STATES else "")
        late = None
        for name, day in content.stated.items():
            late = late or why_not_due(day, on=self.on, calendar=calendar, name=name)
        return (
            _why_not_named(planned)
            or why_not_dates(content, calendar=calendar)
            or late
            or why_not_agreeing(content, planned.recorded)
            or _why_not_reached(self.file, planned)
            or (why_not_approved(content, self.review, on=self.on) if self.sending else None)
        )

    def print(self, ready: Ready) -> Printed | Refusal:
        """Print the letter, check it, and keep its three files. Raises OSError where the disk will not."""
        made = rendered(ready.content, press=self.press)
        if isinstance(made, Refusal):
            return made
        if faults := ua.faults(made.pdf):
            return Refusal(
                code="letter.not-accessible",
                reason=f"The PDF breaks {len(faults)} rules of PDF/UA: {faults[0].says}",
                cure="Mend the layout or the words. Nothing was sent.",
                authority=faults[0].authority,
            )
        return Printed(
            pdf=folders.keep(made.pdf),
            html=folders.keep(made.html.encode()),
            text=folders.keep(made.text.encode()),
            versions=made.versions,
        )


# --- reasons ---------------------------------------------------------------------------------


def why_not_approved(content: Content, review: Review, *, on: date) -> Refusal | None:
    """Refuse words that no second person has approved for this review by this day."""
    held = review.templates.get((content.template, content.template_version, content.kind))
    if held and held.on is not None and held.on <= on:
        return None
    words = f"{content.template} version {content.template_version}"
    return Refusal(
        code="letter.words-unapproved",
        reason=f"The words {words} have not been approved for a {content.kind} in this review by {on}.",
        cure=f"Have a second person approve them (approve-template --template {content.template} --version {content.template_version}).",
        authority="The rule of letters: a second person approves the words",
    )


def _why_not_named(planned: Planned) -> Refusal | None:
    """A letter of this name that another round sent would stop the release: say so while the round is prepared."""
    if not planned.taken:
        return None
    return Refusal(
        code="letter.exists",
        reason=f"The record already holds a letter named {planned.letter!r}, which is not of this round.",
        cure='Name the letters of this round otherwise in the file: letter = "L-{matter}-{round}".',
        authority="The record's own rule: one name for one thing",
    )


def why_not_marked(mark: str | None, review: Review) -> Refusal | None:
    """A re-creation of letters that others sent is for reading only."""
    training = review.opened is not None and review.opened.training
    if mark is None or training:
        return None
    return Refusal(
        code="letter.marked",
        reason=f"The letters bear the mark {shorten(mark, 120, placeholder=' …')!r}, so they are for looking at only.",
        cure="Render them to a folder; to send letters of your own, take the mark out.",
        authority=OWN_RULE,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Between whom a message goes."""

    sender: Address
    to: Address
    reply_to: Address | None
    returns_to: Address | None


def reached(file: RoundFile, planned: Planned, *, agency: str = "") -> Reached | Refusal:
    """Read the addresses of a message; the refusal of the first that is none."""
    if file.sender is None:
        return Refusal(
            code="round.no-sender",
            reason="Letters are to go by mail, and the round does not say from whom.",
            cure='Name the address that letters come from; in a file: sender = "office@agency.example".',
            authority=OWN_RULE,
        )
    found: list[Address | None] = []
    names = {planned.to: planned.to_name, file.sender: agency}
    for text in (planned.to, file.sender, file.reply_to, file.returns_to):
        one = None if text is None else address(text, name=names.get(text, ""))
        if isinstance(one, Refusal):
            return one
        found.append(one)
    to, sender, reply_to, returns_to = found
    assert to is not None  # noqa: S101 - the first two are texts
    assert sender is not None  # noqa: S101
    return Reached(to=to, sender=sender, reply_to=reply_to, returns_to=returns_to)


def _why_not_reached(file: RoundFile, planned: Planned) -> Refusal | None:
    """Refuse an address that is none, and mail that nobody sends."""
    if planned.channel is not Kind.MAIL:
        return None
    found = reached(file, planned)
    return found if isinstance(found, Refusal) else None


def why_not_enclosed(file: RoundFile) -> Refusal | None:
    """Keep the enclosures; refuse one that is not the file that was read. Raises OSError where the disk will not."""
    for path, held in zip(file.enclosures, file.enclosed, strict=True):
        try:
            content = Path(path).read_bytes()
        except OSError as trouble:
            return _exchanged(f"{held.name} cannot be read any more ({trouble.strerror})")
        if folders.keep(content) != held.sha256:
            return _exchanged(f"{held.name} has changed since the round was read")
    return None


def _exchanged(what: str) -> Refusal:
    return Refusal(
        code="round.changed",
        reason=f"The enclosure {what}.",
        cure="Put the approved file back, or prepare the round again.",
        authority=OWN_RULE,
    )


# --- what is recorded and owed ---------------------------------------------------------------


def sent(file: RoundFile, ready: Ready) -> LetterSent:
    planned = ready.planned
    return LetterSent(
        letter=planned.letter,
        kind=file.kind,
        round=file.round,
        addressee=planned.addressee,
        signed_by=planned.signed_by,
        authority=planned.authority,
        items=planned.items,
        due=planned.due,
        template=ready.content.template,
    )


def filed(ready: Ready, printed: Printed) -> LetterFiled:
    return LetterFiled(
        letter=ready.planned.letter,
        sha256=printed.pdf,
        html_sha256=printed.html,
        text_sha256=printed.text,
        versions=printed.versions,
        clauses=ready.planned.draft.clauses,
        channel=str(ready.planned.channel),
        to=ready.planned.to or UNSTATED,
    )


def errands(
    file: RoundFile, ready: Ready, printed: Printed, *, key: str, at: datetime
) -> tuple[Errand, ...] | Refusal:
    """What is owed to the outside for one letter; one errand hands the letter itself over."""
    planned = ready.planned
    if planned.channel is Kind.MAIL:
        made = _mail(file, ready, printed, key=key, at=at)
        if isinstance(made, Refusal):
            return made
        found: tuple[Errand, ...] = (made,)
    else:
        found = _files(file, ready, printed, key=key)
    return next((wrong for one in found if (wrong := why_not_owe(one))), None) or found


def _files(file: RoundFile, ready: Ready, printed: Printed, *, key: str) -> tuple[Errand, ...]:
    """The letter, then each enclosure, as files that are printed or put up; a person who carries it takes all.

    The address, line by line, and whose letter it is are told for the sheet in the envelope's window.
    """
    planned, head = ready.planned, ready.content.letterhead
    beside = [{"name": one.name, "sha256": one.sha256} for one in file.enclosed]
    stream, to = f"matter:{planned.matter}", planned.to
    letter = Errand(
        key=key,
        kind=planned.channel,
        stream=stream,
        letter=planned.letter,
        to=to,
        payload=payload(
            file=printed.pdf,
            suffix=".pdf",
            enclosures=beside,
            address=list(ready.content.addressee),
            sender=[head.agency, *head.lines],
        ),
    )
    if planned.channel not in {Kind.PRINT, Kind.PORTAL}:
        return (letter,)
    more = [
        Errand(
            key=f"{key}/{number}",
            kind=planned.channel,
            stream=stream,
            letter=None,
            to=to,
            payload=payload(file=one.sha256, suffix=Path(one.name).suffix or ".bin"),
        )
        for number, one in enumerate(file.enclosed, start=1)
    ]
    return (letter, *more)


def _mail(
    file: RoundFile, ready: Ready, printed: Printed, *, key: str, at: datetime
) -> Errand | Refusal:
    planned = ready.planned
    between = reached(file, planned, agency=ready.content.letterhead.agency)
    attached = _attached(file, planned, printed)
    assert not isinstance(between, Refusal)  # noqa: S101 - such a letter is not ready
    if isinstance(attached, Refusal):
        return attached
    message = mail.write(
        letter=planned.letter,
        key=key,
        sender=between.sender,
        to=between.to,
        subject=f"{ready.content.title} ({planned.letter})",
        text=folders.kept(printed.text).decode(),
        html=folders.kept(printed.html).decode(),
        attachments=attached,
        written=at,
        reply_to=between.reply_to,
        returns_to=between.returns_to,
    )
    if isinstance(message, Refusal):
        return message
    stream = f"matter:{planned.matter}"
    return envelopes.mail_errand(message, key=key, stream=stream, letter=planned.letter)


def _attached(
    file: RoundFile, planned: Planned, printed: Printed
) -> tuple[mail.Attachment, ...] | Refusal:
    names = [(f"{planned.letter}.pdf", PDF, printed.pdf)]
    names += [
        (
            one.name,
            PDF if one.name.endswith(".pdf") else "application/octet-stream",
            one.sha256 or "",
        )
        for one in file.enclosed
    ]
    found = []
    for name, media, sha256 in names:
        content = folders.kept(sha256)
        one = mail.attachment(name=name, media=media, content=content, sha256=sha256)
        if isinstance(one, Refusal):
            return one
        found.append(one)
    return tuple(found)
