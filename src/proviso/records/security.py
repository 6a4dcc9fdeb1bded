"""Makes the pages' role with its policies and grants on a PostgreSQL database, and tells whether they stand. What they are is in policies.py."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

from proviso.records.policies import (
    ACCOUNTS,
    CRUD,
    FUNCTIONS,
    GRANTS,
    POLICIES,
    WHOLE,
    Policy,
)

MOST_TOLD = 5
CURE = "With PROVISO_DATABASE_URL as the tables' owner, run: proviso database roles"
RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('proviso database roles', 0))"
OWNER = "SELECT tableowner FROM pg_tables WHERE schemaname = current_schema() AND tablename = %s"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
HELD = """
    SELECT policyname, cmd || ' ' || roles::text || ' ' || coalesce(qual, '') || ' / ' || coalesce(with_check, ''),
    obj_description((SELECT p.oid FROM pg_policy p WHERE p.polname = policyname
                     AND p.polrelid = format('%%I.%%I', schemaname, tablename)::regclass), 'pg_policy')
    FROM pg_policies WHERE schemaname = current_schema() AND tablename = %s
"""
IS_A = "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcanlogin FROM pg_roles WHERE rolname = %s"
MEMBER_OF = """
    SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
    JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = %s ORDER BY 1
"""
OWNS = """
    SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
    WHERE r.rolname = %s ORDER BY 1 LIMIT 3
"""
TOLD_AT_START = """
    SELECT 1 FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole
    WHERE (r.rolname = %s OR s.setrole = 0)
    AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
    AND EXISTS (SELECT 1 FROM unnest(s.setconfig) AS one WHERE one LIKE 'proviso.%%')
"""
MAY = "SELECT {} FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"


class NotApart(Exception):
    """The pages' role could see or change what it should not, or does not fit this program. What, and what to do."""


class NotMade(Exception):
    """Why the role and its policies were not made, and what to do. Nothing was changed."""


def secure(role: str, password: str) -> tuple[str, ...]:
    """Make the role if there is none, then policies and grants anew. Says what was done. Raises NotMade."""
    with transaction.atomic():
        _execute(LOCK)
        owner = _why_not_owner(role)
        made = _role(role, password)
        there = _tables()
        guarded = [name for name in POLICIES if name in there]
        for name in guarded:
            _clear(name)
        _functions(role)
        for name in guarded:
            _guard(name, role, owner)
        granted = _grant(role, there)
        kept_out = len(there) - granted
    return (
        f"The role {role} {'was made' if made else 'was there; its password is as it was'}.",
        f"Row-level security is enabled and forced on {len(guarded)} tables: {', '.join(guarded)}.",
        f"{role} may use {granted} tables and owns none; {kept_out} are closed to it.",
        f"{owner}, who owns the tables, sees every row by a policy that names it.",
    )


def _why_not_owner(role: str) -> str:
    """Whose the tables are: who is connected. Raises NotMade."""
    ((me,),) = _asked("SELECT current_user")
    found = _asked(OWNER, ["records_entry"])
    owner = str(found[0][0]) if found else ""
    if owner != me:
        message = (
            f"The tables belong to {owner or 'nobody: there are none'}, and this connection is {me}'s. "
            "Let PROVISO_DATABASE_URL name their owner."
        )
        raise NotMade(message)
    if role == owner:
        message = (
            f"{role} owns the tables, so no policy would keep anything from it. "
            "Let PROVISO_WEB_DATABASE_URL name another role, such as proviso_web."
        )
        raise NotMade(message)
    return owner


def _role(role: str, password: str) -> bool:
    """Make the role, unless it is there; whether it was made. Raises NotMade."""
    if _asked(IS_A, [role]):
        return False
    ((may,),) = _asked(
        "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    )
    if not may:
        message = (
            f"There is no role {role}, and who owns the tables may not make one. Let whoever looks after "
            f"the database server do it: CREATE ROLE {role} LOGIN PASSWORD '…'; then run this again."
        )
        raise NotMade(message)
    parts = "CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT"
    made = sql.SQL(parts).format(sql.Identifier(role))
    if password:  # sealed here, so that no log of the server shows it
        server: Any = connection.connection
        sealed = server.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
        made += sql.SQL(" PASSWORD {}").format(sql.Literal(sealed.decode()))
    _execute(made)
    return True


# --- policies and grants -----------------------------------------------------------------------


def _clear(table: str) -> None:
    for name, _, _ in _asked(HELD, [table]):
        _execute(_sql("DROP POLICY {} ON {}", name, table))


def _functions(role: str) -> None:
    for called, (kind, body) in FUNCTIONS.items():
        name = called.partition("(")[0]
        made = f"CREATE OR REPLACE FUNCTION {called} {kind} SET search_path = pg_catalog, {{}}, pg_temp AS {{}}"
        ((schema,),) = _asked("SELECT current_schema()")
        _execute(sql.SQL(made).format(sql.Identifier(schema), sql.Literal(body)))
        _execute(_sql("REVOKE ALL ON FUNCTION {} FROM PUBLIC", name))
        _execute(_sql("GRANT EXECUTE ON FUNCTION {} TO {}", name, role))


def _guard(table: str, role: str, owner: str) -> None:
    for one, to in (*((one, role) for one in POLICIES[table]), (WHOLE, owner)):
        using = f" USING ({one.using})" if one.using else ""
        check = f" WITH CHECK ({one.check})" if one.check else ""
        _execute(
            _sql(
                f"CREATE POLICY {{}} ON {{}} FOR {one.statement} TO {{}}{using}{check}",
                one.name,
                table,
                to,
            )
        )
    for name, said, _ in _asked(HELD, [table]):
        mark = _mark(_named(table)[name], said)
        _execute(
            _sql("COMMENT ON POLICY {} ON {} IS ", name, table)
            + sql.SQL("{}").format(sql.Literal(mark))
        )
    _execute(_sql("ALTER TABLE {} ENABLE ROW LEVEL SECURITY", table))
    _execute(_sql("ALTER TABLE {} FORCE ROW LEVEL SECURITY", table))


def _grant(role: str, there: Iterable[str]) -> int:
    """Give the role what policies.py names, and nothing else; how many tables it may use."""
    ((schema, create),) = _asked(
        "SELECT current_schema(), has_schema_privilege(%s, n.oid, 'CREATE') "
        "FROM pg_namespace n WHERE n.nspname = current_schema()",
        [role],
    )
    if create:
        _execute(_sql("REVOKE CREATE ON SCHEMA {} FROM PUBLIC", schema))
    for what in ("TABLES", "SEQUENCES"):
        _execute(_sql(f"REVOKE ALL ON ALL {what} IN SCHEMA {{}} FROM {{}}", schema, role))
    _execute(_sql("GRANT USAGE ON SCHEMA {} TO {}", schema, role))
    _execute(_sql("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {} TO {}", schema, role))
    given = 0
    for name in there:
        if rights := _rights(name):
            _execute(_sql(f"GRANT {rights} ON {{}} TO {{}}", name, role))
            given += 1
    return given


def _rights(table: str) -> str:
    """What the pages' role may do with a table; nothing where it is not named."""
    return GRANTS.get(table) or (CRUD if table.startswith(ACCOUNTS) else "")


def _named(table: str) -> dict[str, Policy]:
    return {one.name: one for one in (*POLICIES[table], WHOLE)}


def _mark(one: Policy, said: str) -> str:
    """Stands beside a policy: of what this program says, and of how the database told it back."""
    told = f"{one.statement} {one.using} / {one.check}"
    return " ".join(sha256(text.encode()).hexdigest()[:16] for text in (told, said))


# --- whether it stands -------------------------------------------------------------------------


def wrong(role: str) -> Iterator[str]:
    """What is not as `secure` makes it, so that the role might see or change what it should not, or be refused."""
    found = _asked(IS_A, [role])
    if not found:
        yield f"there is no role {role}"
        return
    yield from _too_mighty(role, found[0])
    there = _tables()
    for name in POLICIES:
        if name in there:
            yield from _unguarded(name, role)
    yield from _functions_that_differ()
    yield from _rights_that_differ(role)


def must_keep_apart() -> None:
    """Before pages are served as a role of their own: raises NotApart unless the database keeps people apart for it."""
    if not settings.ROW_SECURITY:
        return
    ((me,),) = _asked("SELECT current_user")
    if found := list(wrong(me)):
        more = f" And {len(found) - MOST_TOLD} more." if len(found) > MOST_TOLD else ""
        message = f"The pages are not served: {'; '.join(found[:MOST_TOLD])}.{more} {CURE}"
        raise NotApart(message)


def _too_mighty(role: str, is_a: tuple[bool, ...]) -> Iterator[str]:
    superuser, bypasses, makes_roles, _ = is_a
    if superuser or bypasses:
        yield f"{role} is a superuser or has BYPASSRLS: no policy binds it"
    if makes_roles:
        yield f"{role} may make roles"
    if members := [name for (name,) in _asked(MEMBER_OF, [role])]:
        yield f"{role} is a member of {', '.join(members)} and could act as such"
    if owned := [name for (name,) in _asked(OWNS, [role])]:
        yield f"{role} owns {', '.join(owned)}"
    if _asked(TOLD_AT_START, [role]):
        yield f"whom {role} may see is set for every connection, and not for one transaction"
    ((create,),) = _asked("SELECT has_schema_privilege(%s, current_schema(), 'CREATE')", [role])
    if create:
        yield f"{role} may make tables of its own in this schema"


def _unguarded(table: str, role: str) -> Iterator[str]:
    ((enabled, forced),) = _asked(
        "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [table]
    )
    if not (enabled and forced):
        yield f"row-level security is not {'forced' if enabled else 'enabled'} on {table}"
    held = {name: (said, mark) for name, said, mark in _asked(HELD, [table])}
    named = _named(table)
    for name in sorted(named.keys() | held.keys()):
        if name not in held:
            yield f"{table} has no policy {name}"
        elif name not in named:
            yield f"{table} has a policy {name}, which this program did not make"
        elif held[name][1] != _mark(named[name], held[name][0]):
            yield f"the policy {name} on {table} is not as this program makes it"
        elif name != WHOLE.name and f"{{{role}}}" not in held[name][0]:
            yield f"the policy {name} on {table} is for another role than {role}"


def _functions_that_differ() -> Iterator[str]:
    for called, (_, body) in FUNCTIONS.items():
        name = called.partition("(")[0]
        found = _asked(
            "SELECT p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
            "WHERE p.proname = %s AND n.nspname = current_schema()",
            [name],
        )
        if [row[0] for row in found] != [body]:
            yield f"the function {name} is not as this program makes it"


def _rights_that_differ(role: str) -> Iterator[str]:
    """Each right on a table that the role has and should not have, or lacks."""
    asked = ", ".join(
        f"has_table_privilege(%s, format('%%I.%%I', schemaname, tablename), '{one}')"
        for one in RIGHTS
    )
    every = _asked(MAY.format(f"tablename, {asked}"), [role] * len(RIGHTS))
    for table, *has in every:
        expected = _rights(table).split(", ")
        for right, given in zip(RIGHTS, has, strict=True):
            if given != (right in expected):
                yield f"{role} {'may' if given else 'may not'} {right} on {table}"


def owner() -> tuple[str, bool]:
    """Whose the tables are, and whether that is a superuser, whom no policy binds."""
    found = _asked(
        "SELECT t.tableowner, r.rolsuper FROM pg_tables t JOIN pg_roles r ON r.rolname = t.tableowner "
        "WHERE t.schemaname = current_schema() AND t.tablename = %s",
        ["records_entry"],
    )
    return (str(found[0][0]), bool(found[0][1])) if found else ("", False)


def _tables() -> list[str]:
    return [name for (name,) in _asked(TABLES)]


def _sql(text: str, *names: str) -> sql.Composed:
    return sql.SQL(text).format(*map(sql.Identifier, names))


def _execute(statement: str | sql.Composable) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _asked(statement: str, values: Iterable[str] = ()) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return list(cursor.fetchall())
