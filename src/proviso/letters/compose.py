"""From a draft and the library to the content of a letter, or to the reason why there is none. Nothing is laid out here.

`compose` is a pure function: the same draft and library give the same content. All
refusals about words, values, clauses and required content are made here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from proviso.domain.knowing import a_or_an
from proviso.domain.refusals import Refusal
from proviso.letters.content import Content
from proviso.letters.draft import Draft, why_not_draft
from proviso.letters.kind import Clause, Kind, Required, Version
from proviso.letters.library import Library, in_force
from proviso.letters.values import Value, day_alone, is_rows, is_there, why_not_value
from proviso.letters.vocabulary import Vocabulary
from proviso.letters.writing import Written, write

OWN_RULE = "The record's own rule: what a letter says is on record before it is printed"


def compose(draft: Draft, library: Library) -> Content | Refusal:
    """The content of the letter; or why it cannot be made, naming the field and the law."""
    kind = library.kinds.get(draft.kind)
    if kind is None:
        return _unknown("kind of letter", draft.kind, library.kinds)
    words = in_force(kind, on=draft.on, version=draft.version)
    if isinstance(words, Refusal):
        return words
    values = {**draft.values, **_given(draft)}
    wrong = (
        why_not_draft(draft)
        or _why_not_values(draft.values, library.vocabulary)
        or _why_not_complete(kind, values)
    )
    if wrong:
        return wrong
    clauses = _chosen(draft, kind, library)
    if isinstance(clauses, Refusal):
        return clauses
    said = write(words.wording, clauses, values, library.vocabulary)
    if isinstance(said, Refusal):
        return said
    used = [f"clause {clause.name} {version.version}" for clause, version in clauses]
    made_from = (f"words {kind.folder} {words.version}", *used)
    content = _content(draft, said, library.vocabulary)
    return replace(
        content,
        template=kind.folder,
        template_version=words.version,
        versions=(*made_from, *content.versions),
    )


def _given(draft: Draft) -> dict[str, Value]:
    desk = {"desk": draft.desk.url, "code": draft.desk.code} if draft.desk else {}
    return {
        "letter": draft.letter,
        "kind": draft.kind,
        "dated": draft.on,
        "agency": draft.letterhead.agency,
        **desk,
    }


def _why_not_values(values: Mapping[str, Value], vocabulary: Vocabulary) -> Refusal | None:
    for name, value in values.items():
        known = vocabulary.fields.get(name)
        if known is None or known.given:
            return _unknown("field", name, vocabulary.fields)
        if wrong := why_not_value(known, value):
            return wrong
    return None


def _unknown(what: str, name: str, known: Iterable[str]) -> Refusal:
    return Refusal(
        code="letter.unknown",
        reason=f"There is no {what} called {name[:80]!r}.",
        cure=f"Use one of: {', '.join(sorted(known))}.",
        authority=OWN_RULE,
    )


def _why_not_complete(kind: Kind, values: Mapping[str, Value]) -> Refusal | None:
    """The first content that the law requires of this kind and this letter lacks."""
    for required in kind.requires:
        if required.when and values.get(required.when[0]) != required.when[1]:
            continue
        value = values.get(required.field)
        if not is_there(value):
            return _lacking(kind, required, required.field)
        if lacking := _lacking_column(required, value):
            return _lacking(kind, required, lacking)
        if required.one_of and value not in required.one_of:
            return Refusal(
                code="letter.value-wrong",
                reason=f"{required.field} is {str(value)[:40]!r}; a {kind.name} knows only {', '.join(required.one_of)}.",
                cure=f"Give one of: {', '.join(required.one_of)}.",
                authority=required.authority,
            )
    return None


def _lacking_column(required: Required, value: Value) -> str | None:
    for number, row in enumerate(value if is_rows(value) else (), start=1):
        for column in required.columns:
            if not is_there(row.get(column)):
                return f"{column} in row {number} of {required.field}"
    return None


def _lacking(kind: Kind, required: Required, what: str) -> Refusal:
    when = f" whose {required.when[0]} is {required.when[1]}" if required.when else ""
    return Refusal(
        code="letter.content-missing",
        reason=f"{a_or_an(kind.name).capitalize()}{when} has to state {what}, and this one does not.",
        cure=f"State {what}.",
        authority=required.authority,
    )


# --- clauses ---------------------------------------------------------------------------------


def _chosen(
    draft: Draft, kind: Kind, library: Library
) -> tuple[tuple[Clause, Version], ...] | Refusal:
    found: list[tuple[Clause, Version]] = []
    for name in draft.clauses:
        clause = library.clauses.get(name)
        if clause is None:
            return _unknown("clause", name, library.clauses)
        if kind.name not in clause.kinds or clause.place not in kind.places:
            return Refusal(
                code="letter.clause-out-of-place",
                reason=f"The clause {name} is not for a {kind.name}.",
                cure=f"It is for: {', '.join(sorted(clause.kinds))}. Leave it out here.",
                authority=clause.authority,
            )
        version = in_force(clause, on=draft.on)
        if isinstance(version, Refusal):
            return version
        found.append((clause, version))
    return tuple(found)


def _content(draft: Draft, said: Written, vocabulary: Vocabulary) -> Content:
    fields = vocabulary.fields
    stated = {
        name: value
        for name, value in draft.values.items()
        if fields[name].act_by and isinstance(value, date)
    }
    return Content(
        letter=draft.letter,
        kind=draft.kind,
        lang=draft.lang,
        day=draft.on,
        dated=day_alone(draft.on),
        title=said.title,
        letterhead=draft.letterhead,
        delivery=draft.delivery,
        addressee=draft.addressee.block,
        salutation=draft.addressee.greeting,
        points=said.points,
        blocks=said.blocks,
        closing=draft.closing,
        signer=draft.signer,
        enclosures=draft.enclosures,
        copies=draft.copies,
        desk=draft.desk,
        mark=draft.mark,
        stated=stated,
        template="",
        template_version="",
        versions=(f"vocabulary {vocabulary.version}",),
    )
