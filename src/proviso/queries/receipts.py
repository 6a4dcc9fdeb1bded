"""What the ledger shows of one letter: the certificate of its service, and the receipt of what was handed over. Reads; signs with the installation's key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from proviso.domain import inclusion, manifests, receipts
from proviso.domain.certificates import (
    LETTER_FACTS,
    Certificate,
    File,
    Row,
    about,
    certify,
    filed,
)
from proviso.domain.chain import Link
from proviso.domain.checkpoints import Kept, checkpoint_from
from proviso.domain.encoding import entry_from, kind_of
from proviso.domain.facts.reviews import ReviewOpened
from proviso.domain.facts.sources import SourceNoted
from proviso.domain.manifests import About, Acknowledged, Handed
from proviso.domain.receipts import Checked
from proviso.domain.refusals import Refusal
from proviso.outside import folders, keys
from proviso.queries.due import rule_of
from proviso.queries.may import NotAsked
from proviso.queries.record import Record
from proviso.records import models, stored, streams


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A receipt's bytes; `along` names the other entries that go along as links of the chain."""

    receipt: bytes
    checkpoints: tuple[int, ...]
    files: tuple[Handed, ...]
    entries: tuple[str, ...]
    along: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A matter's rows and all checkpoints, as of one moment."""

    matter: models.Matter
    rows: Sequence[Link]
    kept: Sequence[Kept]


def certificate_of(
    record: Record, matter: str, letter: str, *, on: date, known: date
) -> Certificate | NotAsked:
    """The certificate of service of one letter; NotAsked where no such letter was on record."""
    held = _held(matter)
    if isinstance(held, NotAsked):
        return held
    rows = _rows(held)
    found = certify(
        rows,
        letter,
        on=on,
        known=known,
        rule=rule_of(record, held.matter.review, on=on, known=known),
        sources=_sources(record, [one for one in rows if about(one.entry, letter)], known),
    )
    return found or _no_letter(held, letter, on=on, known=known)


def unsigned(matter: str, letter: str) -> bool:
    """Whether an entry of this letter is under no signed checkpoint yet."""
    held = _held(matter)
    if isinstance(held, NotAsked):
        return False
    wanted = manifests.numbers_of((one.body for one in held.rows), letter)
    return bool(inclusion.prove(held.rows, wanted, held.kept).unsigned)


def receipt_of(
    record: Record,
    matter: str,
    letter: str,
    *,
    files: Sequence[Handed],
    acknowledged: Sequence[Acknowledged],
    at: datetime,
) -> Made | NotAsked | Refusal:
    """The receipt of one letter, from what the ledger holds now. Refused where it could not be checked back."""
    held = _held(matter)
    if isinstance(held, NotAsked):
        return held
    wanted = manifests.numbers_of((one.body for one in held.rows), letter)
    if not wanted:
        return _no_letter(held, letter, on=date.max, known=date.max)
    proven = inclusion.prove(held.rows, wanted, held.kept)
    listed = _listed(held, letter, files)
    if isinstance(listed, Refusal):
        return listed
    if refusal := _why_not_proven(held, proven):
        return refusal
    manifest = manifests.manifest(
        _about(record, held.matter),
        letter,
        proofs=proven.proofs,
        files=listed,
        acknowledged=acknowledged,
        key=keys.public_key(),
        made=at,
    )
    sealed = receipts.seal(manifest, keys.sign(manifest))
    made = _made(sealed, proven.proofs, frozenset(wanted), listed)
    return _why_not_whole(check(sealed)) or made


def _why_not_proven(held: Stream, proven: inclusion.Proven) -> Refusal | None:
    """Refuse what no checkpoint covers, or one that the key held here did not sign; makes no key."""
    if proven.unsigned:
        return _not_signed(held.matter.matter, proven.unsigned)
    key = keys.held()
    return None if key == checkpoint_from(held.kept[-1].body).key else _other_key()


def check(raw: bytes, *, files: dict[str, bytes] | None = None, key: str | None = None) -> Checked:
    """Check a receipt, with no database and no installation."""
    return receipts.check(raw, keys.signed_by, files=files, key=key)


# --- reading ---------------------------------------------------------------------------------


def _held(matter: str) -> Stream | NotAsked:
    with stored.snapshot():
        found = models.Matter.objects.filter(matter=matter).first()
        if found is None:
            listed = models.Matter.objects.order_by("matter").values_list("matter", flat=True)
            near = tuple(one for one in listed if one.startswith(matter[:3]))
            why = f"{matter!r} is no matter on record."
            return NotAsked(code="matter.unknown", why=why, instead=near[:12])
        name = f"matter:{matter}"
        rows = [one for one in streams.links(name) if one.stream == name]
        return Stream(matter=found, rows=rows, kept=streams.checkpoints())


def _rows(held: Stream) -> list[Row]:
    reached = inclusion.first_checkpoints(f"matter:{held.matter.matter}", held.kept)
    return [
        Row(
            entry=entry_from(one.body),
            hash=one.hash,
            checkpoint=next((name for length, name in reached if one.number <= length), None),
        )
        for one in held.rows
    ]


def _sources(record: Record, rows: Sequence[Row], known: date) -> tuple[SourceNoted, ...]:
    """The noted sources that the letter's entries rest on, in order of their ids."""
    named = sorted(
        {one for row in rows if row.entry.learned <= known for one in row.entry.evidence}
    )
    record.read([f"source:{one}" for one in named])
    told = (entry.fact for one in named for entry in record.entries(f"source:{one}"))
    return tuple(fact for fact in told if isinstance(fact, SourceNoted))


def _about(record: Record, matter: models.Matter) -> About:
    body = record.body(matter.respondent)
    opened = (entry.fact for entry in record.entries(f"review:{matter.review}"))
    agency = next((one.agency for one in opened if isinstance(one, ReviewOpened)), None)
    return About(
        agency=agency,
        review=matter.review,
        matter=matter.matter,
        respondent=matter.respondent,
        respondent_name=body.title if body else None,
    )


def _listed(held: Stream, letter: str, given: Sequence[Handed]) -> tuple[Handed, ...] | Refusal:
    """The files given, and before them the letter's own as they were filed, where they are still kept."""
    its = [one for row in _rows(held) if about(row.entry, letter) for one in filed(row.entry)]
    names = {one.name: one.sha256 for one in its}
    for one in given:
        if one.sha256 != names.get(one.name, one.sha256):
            return _other_bytes(one, names[one.name])
    hashes = {one.sha256 for one in given}
    own = [one for file in its if file.sha256 not in hashes for one in _kept(file)]
    return (*own, *given)


def _kept(file: File) -> tuple[Handed, ...]:
    """The filed bytes by name, size and hash; nothing where they are not kept here any more."""
    try:
        return (manifests.hand(file.name, folders.kept(file.sha256)),)
    except folders.NotKept:
        return ()


def _made(
    sealed: bytes,
    proofs: Sequence[inclusion.Proof],
    wanted: frozenset[int],
    files: Sequence[Handed],
) -> Made:
    entries = [entry_from(body) for proof in proofs for body in proof.bodies]
    signed = [checkpoint_from(one.checkpoint).number for one in proofs]
    return Made(
        receipt=sealed,
        checkpoints=tuple(signed),
        files=tuple(files),
        entries=tuple(one.ref for one in entries if one.number in wanted),
        along=tuple(
            (one.ref, kind_of(type(one.fact))) for one in entries if one.number not in wanted
        ),
    )


# --- what is said instead --------------------------------------------------------------------


def _no_letter(held: Stream, letter: str, *, on: date, known: date) -> NotAsked:
    told = (entry_from(one.body) for one in held.rows)
    names = {
        one.fact.letter: None
        for one in told
        if isinstance(one.fact, LETTER_FACTS) and one.told_by(on=on, known=known)
    }
    by = "" if on == date.max else f" as of {on}, as known on {known}"
    return NotAsked(
        code="letter.unknown",
        why=f"Matter {held.matter.matter} holds no letter named {letter!r}{by}.",
        instead=tuple(names),
    )


def _not_signed(matter: str, numbers: tuple[int, ...]) -> Refusal:
    listed = ", ".join(f"matter:{matter}#{one}" for one in numbers)
    return Refusal(
        code="receipt.not-signed",
        reason=f"No signed checkpoint is over {listed} yet, so nothing could prove it.",
        cure="Let a checkpoint be signed first: proviso receipt does so, unless --no-sign is given.",
        authority="The record's own rule of receipt: what is handed over can be checked back",
    )


def _other_bytes(given: Handed, on_file: str) -> Refusal:
    return Refusal(
        code="receipt.other-bytes",
        reason=f"{given.name!r} has the SHA-256 {given.sha256}, and on file is {on_file}.",
        cure="Name the file that was handed over, or list this one under another name.",
        authority="The record's own rule: the bytes of a letter are named by their hash",
    )


def _other_key() -> Refusal:
    return Refusal(
        code="receipt.other-key",
        reason="The checkpoints are signed by another key than the one this installation holds.",
        cure="Put the copy of the signing key back; proviso doctor says where it is kept.",
        authority="The record's own rule of receipt: one key under the ledger and its receipts",
    )


def _why_not_whole(checked: Checked) -> Refusal | None:
    if checked.holds:
        return None
    return Refusal(
        code="receipt.not-whole",
        reason=f"The receipt would not hold: {'; '.join(checked.problems)}.",
        cure="See what is wrong with the ledger: proviso ledger verify.",
        authority="The record's own rule of receipt: what is handed over can be checked back",
    )
