"""Row-level security on PostgreSQL: the policies and grants of the role that serves the pages, and whether they stand. Who is told what is rows.py's.

Theory. `FORCE` binds the tables' owner too, who is let through by a policy that names it: the
command line, the workers and migrations connect so. The pages' role has policies of its own, and
no right on a table that is not named here, so what is made later is closed until it is decided on.
A matter is seen by its agency, by its government, and by who is told of it alone. Its agency is
who opened its review, read by the database from that entry's own bytes. Whatever has a column
`stream` follows the matter or the review that it is about. Accounts are not kept apart: they are asked
before anyone knows who is there, and so is a message about an account.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from proviso.records.rows import PERSON, PUBLIC

COMMON = "'register', 'programme', 'award', 'case', 'source'"
READ, ADD, CHANGE = "SELECT", "SELECT, INSERT", "SELECT, INSERT, UPDATE"
CRUD = "SELECT, INSERT, UPDATE, DELETE"
# What the pages' role may do with each table. What is not here it may not use at all.
GRANTS: Mapping[str, str] = {
    "records_entry": ADD,
    "records_matter": ADD,
    "records_errand": CHANGE,
    "records_arrival": "SELECT, UPDATE",
    "records_recorded": ADD,
    "records_deskcode": ADD,
    "records_draftanswer": CHANGE,
    "records_draftfile": CHANGE,
    "records_checkpoint": ADD,
    "records_government": CHANGE,
    "records_alias": CHANGE,
    "records_run": READ,
    "records_verdict": ADD,
    "people_read": ADD,
    "people_change": ADD,
    "django_migrations": READ,
    "django_content_type": READ,
    "procrastinate_jobs": ADD,
    "procrastinate_events": ADD,
}
ACCOUNTS = ("people_", "auth_", "account_", "mfa_", "socialaccount_", "axes_", "django_session")

WORD = "(SELECT current_setting('proviso.word', true))"
ANYONE, SOMEONE = f"{WORD} = '{PUBLIC}'", f"{WORD} = '{PERSON}'"
ROOM = "split_part(stream, ':', 1)"
NAME = "substr(stream, 8)"  # what follows `matter:` and `review:`
OWN_REVIEWS = "(SELECT records_own_reviews())::text[]"


def _listed(name: str) -> str:
    return f"(SELECT string_to_array(current_setting('proviso.{name}', true), E'\\n'))::text[]"


MATTER = 'EXISTS (SELECT 1 FROM records_matter AS m WHERE m.{} = ({} COLLATE "default"){})'
ITS_MATTER = MATTER.format("matter", NAME, "")
MATTER_IN_IT = MATTER.format("review", NAME, "")
ON_ITS_SIDE = (
    f" AND (m.respondent = ANY ({_listed('governments')}) OR m.matter = ANY ({_listed('matters')}))"
)
OWN_REVIEW = f'({NAME} COLLATE "C") = ANY ({OWN_REVIEWS})'
OPENS_OWN = f"number = 1 AND records_agency_in(body) = ANY ({_listed('agencies')})"
AT_AN_AGENCY = "(SELECT current_setting('proviso.agencies', true)) <> ''"


def _follows(*, review: str, other: str) -> str:
    """What a row's stream is about decides: its matter, its review, or another room."""
    return (
        f"CASE {ROOM} WHEN 'matter' THEN {ITS_MATTER} WHEN 'review' THEN {review} ELSE {other} END"
    )


IN_COMMON = f"{ROOM} IN ({COMMON})"
ENTRY_READ = (
    f"({ANYONE} AND {ROOM} IN ('matter', 'review', {COMMON})) OR "
    f"({SOMEONE} AND {_follows(review=f'({OWN_REVIEW} OR {MATTER_IN_IT})', other=IN_COMMON)})"
)
ENTRY_ADD = (
    f"{SOMEONE} AND "
    + _follows(
        review=f"({OWN_REVIEW} OR ({OPENS_OWN}))", other=f"({IN_COMMON} AND {AT_AN_AGENCY})"
    )
)  # fmt: skip
MATTER_READ = (
    f"{ANYONE} OR ({SOMEONE} AND (respondent = ANY ({_listed('governments')}) "
    f"OR matter = ANY ({_listed('matters')}) OR review = ANY ({OWN_REVIEWS})))"
)
MATTER_ADD = f"{SOMEONE} AND review = ANY ({OWN_REVIEWS})"
ITS_OWN = f"{SOMEONE} AND {_follows(review=OWN_REVIEW, other='false')}"
# What a government has not signed yet is for nobody else to see, nor for the agency.
ITS_GOVERNMENTS = (
    f"{SOMEONE} AND {ROOM} = 'matter' AND {MATTER.format('matter', NAME, ON_ITS_SIDE)}"
)
# A review's first row is written before the entry that opens it, and whose it is.
RECORDED_ADD = f"{SOMEONE} AND {_follows(review=AT_AN_AGENCY, other='false')}"
FUNCTIONS: dict[str, tuple[str, str]] = {
    "records_agency_in(body bytea)": (
        "RETURNS text LANGUAGE sql IMMUTABLE",
        "SELECT (string_to_array(convert_from(body, 'UTF8'), E'\\n'))[6]::json #>> '{fact,told,actor}'",
    ),
    "records_own_reviews()": (
        "RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER",
        (
            "SELECT coalesce(array_agg(substr(stream, 8)), '{}') FROM records_entry "
            "WHERE stream >= 'review:' AND stream < 'review;' AND number = 1 AND "
            "records_agency_in(body) = "
            "ANY (string_to_array(current_setting('proviso.agencies', true), E'\\n'))"
        ),
    ),
}


# How far each stream is, and its last hash: what a checkpoint signs. It tells no entry, and answers where a word is told.
FUNCTIONS["records_heads()"] = (
    "RETURNS TABLE (stream text, number integer, hash text) LANGUAGE sql STABLE SECURITY DEFINER",
    """SELECT e.stream, e.number, e.hash FROM records_entry AS e JOIN (
        SELECT l.stream AS name, max(l.number) AS last FROM records_entry AS l GROUP BY l.stream
    ) AS lasts ON e.stream = name AND e.number = last
    WHERE coalesce(current_setting('proviso.word', true), '') <> ''""",
)


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy of a table: for which statement, what is seen, and what may be written."""

    name: str
    statement: str
    using: str = ""
    check: str = ""


def _of_stream(*statements: str, rule: str = ITS_OWN) -> tuple[Policy, ...]:
    """Policies by which a row is as its stream's matter or review is, or as another rule says."""
    return tuple(
        Policy(
            f"pages_{one.lower()}",
            one,
            using="" if one == "INSERT" else rule,
            check="" if one == "SELECT" else rule,
        )
        for one in statements
    )


POLICIES: Mapping[str, tuple[Policy, ...]] = {
    "records_entry": (
        Policy("pages_select", "SELECT", using=ENTRY_READ),
        Policy("pages_insert", "INSERT", check=ENTRY_ADD),
    ),
    "records_matter": (
        Policy("pages_select", "SELECT", using=MATTER_READ),
        Policy("pages_insert", "INSERT", check=MATTER_ADD),
    ),
    "records_errand": (
        *_of_stream("SELECT", "INSERT", rule=f"stream = 'accounts' OR ({ITS_OWN})"),
        *_of_stream("UPDATE"),
    ),
    "records_arrival": _of_stream("SELECT", "UPDATE"),
    "records_recorded": (
        *_of_stream("SELECT"),
        Policy("pages_insert", "INSERT", check=RECORDED_ADD),
    ),
    "records_draftanswer": _of_stream("SELECT", "INSERT", "UPDATE", rule=ITS_GOVERNMENTS),
    "records_draftfile": _of_stream("SELECT", "INSERT", "UPDATE", rule=ITS_GOVERNMENTS),
    "records_verdict": _of_stream("SELECT", "INSERT", rule=f"{SOMEONE} AND {AT_AN_AGENCY}"),
    "records_deskcode": (
        Policy("pages_select", "SELECT", using=f"{ANYONE} OR ({ITS_OWN})"),
        Policy("pages_insert", "INSERT", check=ITS_OWN),
    ),
}
WHOLE = Policy("whole", "ALL", using="true", check="true")
