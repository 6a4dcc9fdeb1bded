"""The form of a new round: what was typed, read into what a round's file tells, with every field that cannot be used. Keeping it is acts/round_drafts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.http import QueryDict

from proviso.domain.reviews import Review
from proviso.letters.rounds import CHANNELS
from proviso.outside.lockedly import why_not_kind
from proviso.queries.desks.rounds import Blank
from proviso.web.problems import Problem

LARGEST = 2_000_000
LONGEST = 20_000
LABELS = {
    "round": "Short name of the round",
    "on": "Day the letters bear",
    "due": "Day by which an answer is asked for",
    "letterhead": "Letterhead",
    "signer": "Signed by",
    "signer_lines": "Office of the signer",
    "authority": "Authority",
    "items": "Items asked for",
    "clauses": "Clauses in every letter",
    "channel": "How letters go",
    "sender": "E-mail address they come from",
    "reply_to": "Address for replies, if another",
    "desk": "Address of the respondents' desk",
    "who": "Who is written to",
    "like": "Those that an earlier round went to",
    "state": "Those in this state",
    "standing": "Those that stand so",
    "table": "The table of recipients",
}
NEEDED = ("round", "on", "letterhead", "signer", "who")
TEXTS = ("round", "letterhead", "authority", "channel", "sender", "reply_to", "desk")
MARK = "Training. Nothing here exists, and no day here is anybody's."
LETTER = "L-{matter}-{round}"
WAYS = ("e-mail", "letter", "portal", "personal")
assert set(WAYS) <= set(CHANNELS)  # noqa: S101 - the form offers what the file takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A round as its form tells it: what was typed, what its file says of it, the problems of its fields."""

    form: Mapping[str, str]
    told: Mapping[str, object]
    problems: tuple[Problem, ...]


def typed_of(post: QueryDict) -> dict[str, str]:
    """What was filled in: several values of one field joined by semicolons, lines kept."""
    own = (name for name in post if name not in {"csrfmiddlewaretoken", "go", "pasted"})
    return {
        name: "; ".join(post.getlist(name)).replace("\r\n", "\n").strip()[:LONGEST] for name in own
    }


def read_form(form: Mapping[str, str], held: Review, blanks: Sequence[Blank]) -> Typed:
    """What the round's file would tell, as far as the form can be read."""
    problems = [_empty(name, LABELS[name]) for name in NEEDED if not form.get(name)]
    told: dict[str, object] = {
        name: form[name] for name in ("review", "kind", *TEXTS) if form.get(name)
    }
    for name in ("on", "due"):
        if text := form.get(name):
            day = _day(text)
            told |= {name: day} if day else {}
            problems += [] if day else [_no_day(name, LABELS[name], text)]
    if not form.get("desk", "https://").startswith(("https://", "http://")) and form["desk"]:
        problems.append(_problem("desk", form["desk"], "It is no web address.", "Begin it with https://, or leave it empty."))  # fmt: skip
    lines = [one.strip() for one in form.get("signer_lines", "").split("\n") if one.strip()]
    told["signer"] = {"name": form.get("signer", ""), "lines": lines}
    for name in ("items", "clauses"):
        told[name] = [one for one in form.get(name, "").split("; ") if one]
    told["letter"] = LETTER
    if held.opened and held.opened.training:
        told["mark"] = MARK
    values: dict[str, object] = {}
    for one in blanks:
        text = form.get(f"value-{one.name}", "")
        wrong = _value(one, text, values)
        problems += [wrong] if wrong else []
    return Typed(form=form, told={**told, "values": values}, problems=tuple(problems))


def _value(one: Blank, text: str, values: dict[str, object]) -> Problem | None:
    """Read one of the kind's own fields into `values`; what is wrong with it."""
    name, label = f"value-{one.name}", said_label(one)
    if not text:
        return _empty(name, label) if one.needed else None
    if one.widget == "day":
        day = _day(text)
        values |= {one.name: day} if day else {}
        return None if day else _no_day(name, label, text)
    if one.widget != "lines":
        values[one.name] = text if one.widget == "long" else " ".join(text.split())
        return None
    rows = [_row(one, line) for line in text.split("\n") if line.strip()]
    if bad := next((row for row in rows if isinstance(row, str) and len(one.columns) > 1), None):
        expected = " | ".join(one.columns)
        reason = f"Found {bad[:60]!r}; each line has {len(one.columns)} parts."
        return Problem(field=name, label=label, typed=text, reason=reason, cure=f"Write: {expected}")  # fmt: skip
    values[one.name] = rows
    return None


def _row(one: Blank, line: str) -> str | dict[str, str]:
    """A line of a list: its text, or its parts by column; the line itself where it has another number of parts."""
    parts = [part.strip() for part in line.split("|")]
    if len(one.columns) == 1 or len(parts) != len(one.columns):
        return line.strip()
    return dict(zip(one.columns, parts, strict=True))


def said_label(one: Blank) -> str:
    """A field's label, from what the vocabulary says of it."""
    return one.name.replace("_", " ").capitalize()


def table_of(file: Any, pasted: str) -> str | Problem:
    """The text of a table of recipients, chosen or pasted; looked at in a locked process first."""
    content = file.read(LARGEST + 1) if file else pasted.encode()
    if not content.strip():
        return _problem("table", "", "No table was chosen, and none was pasted.", "Choose a file, or paste rows.")  # fmt: skip
    if len(content) > LARGEST:
        return _problem("table", "", f"It has more than {LARGEST:,} bytes.", "Make several rounds.")
    with NamedTemporaryFile(prefix="round-", suffix=".csv") as kept:
        kept.write(content)
        kept.flush()
        if refusal := why_not_kind(Path(kept.name), "The table", "csv"):
            return _problem("table", "", refusal.reason, "Save it as CSV in UTF-8, and choose it again.")  # fmt: skip
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        reason = f"It is not text in UTF-8 (byte {wrong.start})."
        return _problem("table", "", reason, "Save it as CSV UTF-8, and choose it again.")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _empty(name: str, label: str) -> Problem:
    return Problem(field=name, label=label, typed="", reason="Nothing was filled in or chosen.", cure="Fill it in.")  # fmt: skip


def _no_day(name: str, label: str, text: str) -> Problem:
    reason = f"{text[:40]!r} is not a day."
    return Problem(field=name, label=label, typed=text, reason=reason, cure="Write it as 2026-12-31.")  # fmt: skip


def _problem(name: str, typed: str, reason: str, cure: str) -> Problem:
    return Problem(field=name, label=LABELS[name], typed=typed, reason=reason, cure=cure)
