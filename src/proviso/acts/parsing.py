"""Text to typed values, by the hints of a fact's fields: the one parser of CSV cells and command-line options. Decides nothing."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date, timedelta
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from proviso.acts.act import Derive
from proviso.acts.references import GOVERNMENTS
from proviso.domain.cover import TERM
from proviso.domain.entries import CONFIDENCES, Confidence, Precision
from proviso.domain.facts import FACTS, Fact
from proviso.domain.facts.governments import GovernmentNoted
from proviso.domain.refusals import Refusal
from proviso.outside.cells import LONGEST_CELL
from proviso.outside.tables import shown

Resolve = Callable[[str], str | None]
FORMULA = "=+-@"
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)
FISCAL = re.compile(r"1[89]\d\d|2[01]\d\d", re.ASCII)
NUMBER = re.compile(r"-?\d{1,15}", re.ASCII)
SUM = re.compile(r"\$?(\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.(\d\d))?", re.ASCII)
ADDRESS = re.compile(r"https?://\S+")
A_DAY = "a day such as 2018-01-24"
A_YEAR = "a fiscal year such as 2016"
A_SUM = "a sum in dollars such as 70511.00 or $70,511"
A_SOURCE = "the id of a noted source, or an address that begins https://"
A_GOVERNMENT = "a government of the register: an OCD id, or an id given to it"
HIDDEN = frozenset({"Cf", "Zs"})
UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A value that cannot be taken: which field, what was found, what is expected, what to do."""

    field: str
    found: str
    expected: str
    cure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a fact. `kind` is text, texts, number, numbers, flag, day or sum; `needed` must be told."""

    name: str
    kind: str
    needed: bool
    absent: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The days of an entry. See Entry."""

    on: date | None
    precision: Precision
    learned: date


KINDS: Mapping[Any, str] = {str: "text", int: "number", bool: "flag", date: "day"}


def fields_of(fact: type[Fact]) -> tuple[Field, ...]:
    """The fields of a fact's class, in its own order."""
    return FIELDS[fact]


def _fields(fact: type[Fact]) -> tuple[Field, ...]:
    hints = get_type_hints(fact)
    return tuple(_field(one, hints[one.name]) for one in fields(fact))


def _field(one: Any, hint: Any) -> Field:
    absent = one.default if one.default is not MISSING else None
    needed = one.default is MISSING
    if get_origin(hint) is tuple:
        kind = KINDS[get_args(hint)[0]] + "s"
        return Field(name=one.name, kind=kind, needed=False, absent=())
    if get_origin(hint) in (Union, UnionType):
        hint = next(each for each in get_args(hint) if each is not NoneType)
        needed = False
    kind = "sum" if one.name == "cents" else KINDS[hint]
    return Field(name=one.name, kind=kind, needed=needed, absent=absent)


FIELDS: Mapping[type, tuple[Field, ...]] = {fact: _fields(fact) for fact in FACTS}


def fact_of(
    fact: type[Fact],
    cells: Mapping[str, str],
    *,
    derived: Collection[str] = (),
    derive: Derive | None = None,
) -> Fact | tuple[Wrong, ...]:
    """The fact that these texts tell; governments stay as they are written (see located).

    Fields in `derived` that are not told come from `derive`.
    """
    told: dict[str, Any] = {}
    wrong: list[Wrong] = []
    for one in fields_of(fact):
        text = cells.get(one.name, "")
        if one.name in derived and not text.strip():
            continue
        value = read_field(one, text)
        if isinstance(value, Wrong):
            wrong.append(value)
        else:
            told[one.name] = value
    more = derive(told) if derive and not wrong else {}
    if isinstance(more, Refusal):
        found = more.reason.rstrip(".")
        wrong.append(Wrong(field=min(derived), found=found, expected="", cure=more.cure))
        return tuple(wrong)
    return tuple(wrong) or fact(**{**more, **told})


def read_field(one: Field, text: str) -> Any:
    """The value of a field, or what is wrong with it. An empty text is None, (), or an empty text."""
    text = unicodedata.normalize("NFC", text).strip()
    if not text:
        if one.needed and one.kind != "text":
            return Wrong(
                field=one.name, found="nothing", expected=_expected(one), cure="Fill it in."
            )
        return "" if one.needed else one.absent
    if wrong := why_not_text(one.name, text):
        return wrong
    if one.kind.endswith("s"):
        return _several(one, text)
    return _read(one, text)


def why_not_text(name: str, text: str) -> Wrong | None:
    """What is wrong with a text whatever it means: its length, and characters that cannot be seen."""
    if len(text) > LONGEST_CELL:
        expected = f"at most {LONGEST_CELL:,} characters"
        return Wrong(field=name, found=shown(text), expected=expected, cure="Keep it shorter.")
    for at, one in enumerate(text, 1):
        if unicodedata.category(one) in UNSEEN or one in DIRECTIONS:
            found = f"U+{ord(one):04X} as character {at}"
            expected = "text in one line, without control characters"
            return Wrong(field=name, found=found, expected=expected, cure="Remove that character.")
    return None


def _several(one: Field, text: str) -> Any:
    single = replace(one, kind=one.kind.removesuffix("s"))
    values = []
    for part in (each.strip() for each in text.split(";")):
        if part:
            value = _read(single, part)
            if isinstance(value, Wrong):
                return value
            values.append(value)
    return tuple(values)


def _read(one: Field, text: str) -> Any:
    value = READERS[one.kind](one.name, text)
    if value is not None:
        return value
    return Wrong(
        field=one.name, found=shown(text), expected=_expected(one), cure="Correct the value."
    )


def _text(name: str, text: str) -> str | Wrong:
    if _first(text) not in FORMULA or (name == "covers" and text[0] == "-"):
        return text
    return Wrong(
        field=name,
        found=shown(text),
        expected="text that a spreadsheet does not take for a formula",
        cure=f"Begin it with another character than {' '.join(FORMULA)}, narrow or wide.",
    )


def _first(text: str) -> str:
    """The first character that can be seen, whatever its width; spaces and marks before it do not hide it."""
    plain = unicodedata.normalize("NFKC", text)
    return next((one for one in plain if unicodedata.category(one) not in HIDDEN), "")


def _number(name: str, text: str) -> int | Wrong | None:
    if name in {"year", "years"} and not FISCAL.fullmatch(text):
        return Wrong(field=name, found=shown(text), expected=A_YEAR, cure="Correct the year.")
    return int(text) if NUMBER.fullmatch(text) else None


def _flag(_: str, text: str) -> bool | None:
    return {"true": True, "false": False}.get(text.lower())


def _sum(_: str, text: str) -> int | None:
    found = SUM.fullmatch(text)
    return int(found[1].replace(",", "") + (found[2] or "00")) if found else None


def read_day(_: str, text: str) -> date | None:
    """The day YYYY-MM-DD, or None where it is none."""
    found = DAY.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


READERS: Mapping[str, Callable[[str, str], Any]] = {
    "text": _text,
    "number": _number,
    "flag": _flag,
    "sum": _sum,
    "day": read_day,
}


def _expected(one: Field) -> str:
    return {
        "text": "text",
        "number": "a whole number in digits",
        "numbers": "whole numbers in digits, joined by ;",
        "flag": "true or false",
        "sum": A_SUM,
        "day": A_DAY,
    }[one.kind]


# --- governments -----------------------------------------------------------------------------


def located(fact: Fact, resolve: Resolve) -> Fact | tuple[Wrong, ...]:
    """The fact with every government under its canonical id; what is wrong where one is not known."""
    if isinstance(fact, GovernmentNoted):
        return fact
    told: dict[str, Any] = {}
    wrong: list[Wrong] = []
    for one in fields(fact):
        value = getattr(fact, one.name)
        if one.name in GOVERNMENTS:
            found: Any = _places(one.name, value, resolve)
        elif one.name == "covers" and isinstance(value, tuple):
            found = _covers(value, resolve)
        else:
            continue
        if isinstance(found, Wrong):
            wrong.append(found)
        else:
            told[one.name] = found
    return tuple(wrong) or replace(fact, **told)


def _places(name: str, value: str | tuple[str, ...], resolve: Resolve) -> Any:
    found = []
    for one in value if isinstance(value, tuple) else (value,):
        ocd_id = resolve(one)
        if ocd_id is None:
            return _unknown(name, one)
        found.append(ocd_id)
    return tuple(found) if isinstance(value, tuple) else found[0]


def _covers(terms: tuple[str, ...], resolve: Resolve) -> tuple[str, ...] | Wrong:
    """Terms of a cover with the governments in them under canonical ids; J02 stands for its OCD id."""
    found = []
    for term in terms:
        out = "-" if term.startswith("-") else ""
        kind, colon, rest = term.removeprefix(out).partition(":")
        if kind in {"everyone", "members"}:
            found.append(term)
            continue
        within = kind in {"within", "subdivisions", "subrecipients"} and colon
        named = rest if within else term.removeprefix(out)
        ocd_id = resolve(named)
        if ocd_id is None and (TERM.fullmatch(term) or not within):
            return _unknown("covers", term)
        found.append(f"{out}{kind}:{ocd_id or rest}" if within else f"{out}{ocd_id}")
    return tuple(found)


def _unknown(name: str, found: str) -> Wrong:
    return Wrong(
        field=name,
        found=shown(found) or "nothing",
        expected=A_GOVERNMENT,
        cure="Correct the id, or note the government first (note-government, give-external-id).",
    )


# --- the envelope ----------------------------------------------------------------------------


def when(on: str, learned: str, *, today: date, otherwise: date | None) -> When | tuple[Wrong, ...]:
    """The days that are told: `on` perhaps a month or a year, `learned` else `on`, else `otherwise`."""
    happened = _happened(on.strip())
    known = read_day("learned", learned.strip()) if learned.strip() else None
    wrong = [happened] if isinstance(happened, Wrong) else []
    if learned.strip() and known is None:
        cure = "Correct the day, or leave it empty if it is the same as `on`."
        wrong.append(Wrong(field="learned", found=shown(learned), expected=A_DAY, cure=cure))
    if wrong or isinstance(happened, Wrong):
        return tuple(wrong)
    day, precision = happened
    if known is None:
        known = min(day, today) if day and precision != "day" else day or otherwise
    if known is None:
        cure = "Fill in `learned`, since `on` is empty; or give review.toml a day under `learned`."
        return (Wrong(field="learned", found="nothing", expected=A_DAY, cure=cure),)
    return When(on=day, precision=precision, learned=known)


def _happened(text: str) -> tuple[date | None, Precision] | Wrong:
    """A day; the last day of a month or a year; or a day not known."""
    if not text:
        return None, "unknown"
    if day := read_day("on", text):
        return day, "day"
    try:
        if found := MONTH.fullmatch(text):
            return _last_day(int(found[1]), int(found[2])), "month"
        if YEAR.fullmatch(text):
            return date(int(text), 12, 31), "year"
    except (ValueError, OverflowError):
        pass
    return _no_day(text)


def _last_day(year: int, month: int) -> date:
    """Raises ValueError for a month that there is not."""
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _no_day(text: str) -> Wrong:
    return Wrong(
        field="on",
        found=shown(text),
        expected=f"{A_DAY}, a month such as 2018-01, a year, or nothing if it is not known",
        cure="Correct the day.",
    )


def read_confidence(text: str) -> Confidence | Wrong:
    """How sure it is; unstated where nothing is said."""
    told = text.strip().lower() or "unstated"
    for one in CONFIDENCES:
        if one == told:
            return one
    expected = f"one of {', '.join(CONFIDENCES)}"
    return Wrong(field="confidence", found=shown(text), expected=expected, cure="Correct the word.")


def read_evidence(text: str, known: Callable[[str], bool]) -> tuple[str, ...] | Wrong:
    """Ids of noted sources, or addresses."""
    one = Field(name="evidence", kind="texts", needed=False, absent=())
    found = read_field(one, text)
    for each in () if isinstance(found, Wrong) else found:
        if not ADDRESS.fullmatch(each) and not known(each):
            return Wrong(
                field="evidence",
                found=shown(each),
                expected=A_SOURCE,
                cure="Note the source (note-source), or correct its id.",
            )
    return found  # type: ignore[no-any-return]
