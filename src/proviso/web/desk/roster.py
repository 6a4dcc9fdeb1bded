"""A roster from a table, on the agency's desk: what it would change, what to look at, then recorded. Whose a row is, is queries/desks/roster_import."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from proviso.acts.parsing import Field, Wrong, read_field
from proviso.acts.roster import COLUMNS, Change, Entrant, Listed, enlist
from proviso.domain.reviews import Review
from proviso.domain.roles import Right
from proviso.outside import folders
from proviso.outside.clock import now
from proviso.outside.lockedly import why_not_kind
from proviso.outside.one_table import read_one
from proviso.outside.tables import Fault, Row, shown
from proviso.queries.desks.reviews import bodies_of
from proviso.queries.desks.roster_import import MOST, Bodies, Found, Named, cautions, kept
from proviso.records.register import Body
from proviso.web.desk.agency import own_review
from proviso.web.forms.sheet import blank, carried
from proviso.web.page import page
from proviso.web.problems import Problem
from proviso.web.signed_in import ACTING, AtDesk, signed_in

LARGEST = 2_000_000
HOURS = 24
SHOWN = 200
SALT = "proviso.web.desk.roster"
MEANS = (
    ("respondent", "The government: an OCD id, an id given to it, a GEOID, or its name such as Elder County, MV. Needed."),
    ("state", "Two letters. Narrows a name that several governments bear."),
    ("kind", "state, county, city, town, special-district. Narrows a name too."),
    ("geoid", "The census code: the second id by which its identity is confirmed, where a matter is named."),
    ("criteria", "The version of the criteria that it meets. Left empty: the last one published."),
    ("why", "Why it is on the roster, in a sentence."),
    ("matter", "A name for its matter, such as T01-FY2026. Left empty: it is listed, and no matter is opened."),
    ("year", "The fiscal year of the award. Needed with a matter."),
    ("award", "The award's id on record, if it is there."),
    ("role", "direct, subrecipient, joint, state-agency, disparate. Left empty: direct."),
    ("hearing_right", "yes, arguable, no. Left empty: as the procedure says for that role."),
    ("contact", "A short name for the contact. Left empty: officer."),
    ("office", "The office that answers, such as County Treasurer. Needed with a contact."),
    ("name", "Who holds the office."),
    ("address", "An e-mail address, or a postal address in one line."),
    ("channel", "How letters go there: e-mail, letter, portal. Needed with a contact."),
    ("verified_on", "The day on which somebody last made sure of it, such as 2026-03-01."),
    ("how", "How: telephone, e-mail, web page."),
)  # fmt: skip
EXAMPLE = (
    ",".join(name for name, _ in MEANS),
    '"Elder Falls County, MV",MV,county,ZZ90001,,Audit findings,T01-FY2026,2026,,subrecipient,,officer,County Treasurer,Harriet Moss,finance@elder-falls.mv.example,e-mail,2026-02-16,telephone',
    "Thistlemoor,MV,county,ZZ90003,,Audit findings,,,,,,,,,,,,",
)
TEXT = {name: Field(name=name, kind="text", needed=False, absent=None) for name, _ in MEANS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """A row whose government a person has to choose; `chosen` is what was chosen, if it was."""

    line: int
    typed: str
    found: Found
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A table that could be read: its rows with whose they are, those to choose, and what is wrong."""

    named: tuple[Named, ...]
    entrants: tuple[Entrant, ...]
    unsure: tuple[Unsure, ...]
    faults: tuple[Fault, ...]
    bodies: Bodies


@signed_in(Right.PREPARE, methods=ACTING)
def desk_roster_import(request: AtDesk, name: str) -> HttpResponse:
    """Bring governments in from a table: shown first, recorded once."""
    held = own_review(request, name, Right.PREPARE)
    if request.method != "POST":
        return _form(request, name, held)
    token = _token(request, name)
    if isinstance(token, Problem):
        return _form(request, name, held, problem=token)
    told = _read(request, held, _file(request, name, token))
    if isinstance(told, Problem):
        return _form(request, name, held, problem=told)
    sheet = carried(request.POST, 0)
    seen = request.POST.get("plan", "") if request.POST.get("go") == "record" else None
    sound = not (told.faults or told.unsure)
    listed = enlist(
        name,
        told.entrants,
        by=request.actor.id,
        at=now(),
        key=sheet.key,
        seen=seen if sound else None,
    )
    if (
        seen is not None
        and sound
        and not listed.problems
        and (listed.recorded or not listed.changes)
    ):
        return _recorded(request, name, listed)
    return _check(
        request, name, held, told, listed, token=token, key=sheet.key, late=seen is not None
    )


@signed_in(Right.PREPARE)
def desk_roster_example(request: AtDesk, name: str) -> HttpResponse:
    """A table with every column, of places that do not exist."""
    own_review(request, name, Right.PREPARE)
    answer = HttpResponse("\r\n".join((*EXAMPLE, "")), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="roster-example.csv"'
    return answer


# --- the table ---------------------------------------------------------------------------------


def _token(request: AtDesk, name: str) -> str | Problem:
    """What stands for the table on the pages that follow: its hash, signed for this person and review."""
    if token := request.POST.get("table", ""):
        return token
    sent, pasted = request.FILES.get("file"), request.POST.get("pasted", "")
    size = (sent.size or 0) if sent else len(pasted.encode())
    if size > LARGEST:
        return _unread(f"The table has {size:,} bytes; at most {LARGEST:,} are read.", "Bring it in in parts.")  # fmt: skip
    content = sent.read() if sent else pasted.encode()
    if not content.strip():
        return _unread("No table was chosen, and none was pasted.", "Choose a file, or paste rows.")
    about = {"file": folders.keep(content), "review": name, "by": request.actor.id}
    return signing.dumps(about, salt=SALT, compress=True)


def _file(request: AtDesk, name: str, token: str) -> bytes | Problem:
    gone = "The table is not here any more: it is kept for a day between the pages."
    try:
        about = signing.loads(token, salt=SALT, max_age=HOURS * 3600)
        if (about["review"], about["by"]) == (name, request.actor.id):
            return folders.kept(about["file"])
    except (signing.BadSignature, folders.NotKept):
        pass
    return _unread(gone, "Choose the file again.")


def _unread(reason: str, cure: str) -> Problem:
    return Problem(field="file", label="The table", typed="", reason=reason, cure=cure)


def _read(request: AtDesk, held: Review, content: bytes | Problem) -> Told | Problem:
    """The rows of the table, each with whose it is. It is looked at in a locked process first."""
    if isinstance(content, Problem):
        return content
    with NamedTemporaryFile(prefix="roster-", suffix=".csv") as file:
        file.write(content)
        file.flush()
        path = Path(file.name)
        refusal = why_not_kind(path, "The table", "csv")
        if refusal:
            return _unread(refusal.reason, "Save it as CSV in UTF-8, and choose it again.")
        rows, faults = read_one(path, COLUMNS)
    bodies = Bodies(invented=bool(held.opened and held.opened.training))
    return _named(request, rows, faults, bodies)


def _named(request: AtDesk, rows: Sequence[Row], faults: Sequence[Fault], bodies: Bodies) -> Told:
    named, entrants, unsure, wrong = [], [], [], list(faults)
    for row in rows:
        bad = [
            each
            for key, cell in row.cells.items()
            if isinstance(each := read_field(TEXT[key], cell), Wrong)
        ]
        wrong += [_fault(row, each) for each in bad]
        cells = {key: " ".join(cell.split()) for key, cell in row.cells.items()}
        typed = cells.get("respondent", "")
        chosen = request.POST.get(f"choice-{row.line}", "")
        found = _whom(bodies, cells, chosen)
        if bad:
            continue
        if found.body is not None and (other := _disagreeing(row, cells, found.body)):
            wrong.append(other)
        elif found.body is not None:
            named.append(Named(line=row.line, body=found.body, cells=cells))
            entrants.append(Entrant(row=replace(row, cells=cells), ocd_id=found.body.ocd_id))
        elif found.several:
            unsure.append(Unsure(line=row.line, typed=typed, found=found, chosen=chosen))
        else:
            wrong.append(_unknown(row, typed, found))
    return Told(
        named=tuple(named),
        entrants=tuple(entrants),
        unsure=tuple(unsure),
        faults=tuple(sorted(wrong, key=lambda one: one.line)),
        bodies=bodies,
    )  # fmt: skip


def _whom(bodies: Bodies, cells: Mapping[str, str], chosen: str) -> Found:
    typed = cells.get("respondent", "")
    found = bodies.find(
        typed,
        state=cells.get("state", ""),
        kind=cells.get("kind", ""),
        geoid=cells.get("geoid", ""),
    )
    picked = next((one for one in found.several if one.ocd_id == chosen), None)
    return Found(body=picked) if picked else found


def _fault(row: Row, wrong: Wrong) -> Fault:
    found = wrong.found if wrong.found == "nothing" else repr(wrong.found)
    return Fault(file=row.file, line=row.line, field=wrong.field, found=found, expected=wrong.expected, cure=wrong.cure)  # fmt: skip


def _disagreeing(row: Row, cells: Mapping[str, str], body: Body) -> Fault | None:
    """A GEOID that is another body's: of two ids that do not agree, neither is taken."""
    geoid = cells.get("geoid", "")
    if geoid in ("", body.geoid):
        return None
    expected = f"{body.geoid}, the GEOID of {body.title}"
    cure = "Find out which body is meant, and correct the government or the GEOID."
    return Fault(file=row.file, line=row.line, field="geoid", found=repr(shown(geoid)), expected=expected, cure=cure)  # fmt: skip


def _unknown(row: Row, typed: str, found: Found) -> Fault:
    near = ", ".join(f"{one.title} ({one.counted_as})" for one in found.near[:4])
    cure = "Correct the name or give its OCD id; a government that the register lacks is noted first (note-government)."
    if near:
        cure = f"Of that name there is: {near}. Correct state, kind or GEOID, or give an OCD id."
    return Fault(
        file=row.file,
        line=row.line,
        field="respondent",
        found=repr(shown(typed)) if typed else "nothing",
        expected="a government of the register",
        cure=cure,
    )


# --- the pages ---------------------------------------------------------------------------------


def _recorded(request: AtDesk, name: str, listed: Listed) -> HttpResponse:
    if listed.recorded:
        many = len({one.ocd_id for one in listed.changes})
        word = "government" if many == 1 else "governments"
        says = f"The table is recorded: {len(listed.changes):,} entries about {many:,} {word}."
        messages.success(request, says)
    else:
        messages.info(request, "Everything in this table stands on record already. Nothing was recorded twice.")  # fmt: skip
    return HttpResponseRedirect(reverse("desk_review", args=[name]))


def _form(
    request: AtDesk, name: str, held: Review, *, problem: Problem | None = None
) -> HttpResponse:
    return page(
        request,
        "desk/roster_import",
        title="Bring governments in from a table",
        trail=_trail(held, name),
        status=422 if problem else 200,
        name=name,
        columns=MEANS,
        largest=LARGEST,
        pasted=request.POST.get("pasted", ""),
        problems=(problem,) if problem else (),
        wrong=problem,
        sheet=blank(0),
    )


def _check(
    request: AtDesk,
    name: str,
    held: Review,
    told: Told,
    listed: Listed,
    *,
    token: str,
    key: str,
    late: bool,
) -> HttpResponse:
    faults = sorted((*told.faults, *listed.problems), key=lambda one: one.line)
    sound = not (faults or told.unsure)
    return page(
        request,
        "desk/roster_check",
        title="What this table would change",
        trail=_trail(held, name),
        status=(409 if late else 200) if sound else 422,
        name=name,
        token=token,
        key=key,
        listed=listed,
        late=late and sound,
        sound=sound,
        faults=faults[:SHOWN],
        many_faults=len(faults),
        unsure=told.unsure[:SHOWN],
        chosen=_choices(request, told),
        rows=_rows(told, listed),
        many_rows=len({one.line for one in listed.changes}),
        unchanged=listed.unchanged,
        most=MOST,
        **_beside(request, held, told),
    )


def _beside(request: AtDesk, held: Review, told: Told) -> dict[str, Any]:
    """What to look at, and who stays on the roster as they are."""
    record = request.door.record()
    procedure = record.procedure(held, request.door.on)
    fresh = procedure.contact_fresh_days if procedure else None
    looked = cautions(record, told.bodies, told.named, on=request.door.on, fresh=fresh)
    stay = kept(held.roster, told.named)
    names = bodies_of(stay[:SHOWN])
    return {
        "looked": _looked(told, looked)[:SHOWN],
        "many_looked": len(looked),
        "stay": [names[one].title if one in names else one for one in stay[:SHOWN]],
        "many_stay": len(stay),
    }


def _choices(request: AtDesk, told: Told) -> list[tuple[str, str]]:
    """What was chosen for rows that are sure by it; those that are not are asked again."""
    open_ = {f"choice-{one.line}" for one in told.unsure}
    made = ((key, str(value)) for key, value in request.POST.items())
    return [(key, value) for key, value in made if key.startswith("choice-") and key not in open_]


def _rows(told: Told, listed: Listed) -> list[dict[str, Any]]:
    """What each row adds, the first of them."""
    by_line: dict[int, list[Change]] = {}
    for one in listed.changes:
        by_line.setdefault(one.line, []).append(one)
    bodies = {one.line: one.body for one in told.named}
    return [
        {"line": line, "body": bodies[line], "does": [one.says for one in does]}
        for line, does in list(by_line.items())[:SHOWN]
    ]


def _looked(told: Told, looked: Mapping[int, Sequence[Any]]) -> list[dict[str, Any]]:
    return [
        {"line": one.line, "title": one.body.title, "cautions": looked[one.line]}
        for one in told.named
        if one.line in looked
    ]


def _trail(held: Review, name: str) -> list[tuple[str, ...]]:
    title = held.opened.title if held.opened else name
    return [("Your desk", "desk"), ("Reviews", "desk_reviews"), (title, "desk_review", name)]


for _view in (desk_roster_import, desk_roster_example):
    _view.section = "desk"  # type: ignore[attr-defined]
