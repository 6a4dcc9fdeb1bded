"""A PostgreSQL server for one test run. Which tests use it is decided in conftest.

The server is made with the system's `initdb`, or with the one in the PyPI package `pgserver`. It
listens on a Unix socket in a temporary folder, and is gone when the run ends. PostgreSQL refuses to
run as root; then the server runs as an unprivileged user.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

PATIENCE = 60.0
UNPRIVILEGED = ("postgres", "nobody")
SYSTEM_FOLDERS = ("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/opt")
MISSING = (
    "The tests need a real PostgreSQL server and found none. Do one of these:\n"
    "  - install PostgreSQL, so that `initdb` is there (Debian: apt-get install postgresql);\n"
    "  - name a server: PROVISO_TEST_DATABASE_URL=postgresql://USER:PASSWORD@HOST:PORT/NAME\n"
    "    (the user must be allowed to create databases);\n"
    "  - use Python 3.11 or 3.12, for which `make setup` installs the package pgserver."
)


class NoPostgres(Exception):
    """There is no PostgreSQL on this machine, or it did not start."""


def system_programs() -> Path | None:
    """Find the folder that holds the system's `initdb` and `postgres`."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    for folder in SYSTEM_FOLDERS:
        found = sorted(Path(folder).glob("*/bin/initdb"))
        if found:
            return found[-1].parent
    return None


def packaged_programs() -> Path | None:
    """Find the folder that holds the programs of the package `pgserver`."""
    package = find_spec("pgserver")
    if package is None or package.origin is None:
        return None
    programs = Path(package.origin).parent / "pginstall" / "bin"
    return programs if (programs / "initdb").exists() else None


class PrivateServer:
    """A running server; `url` names its database `proviso`."""

    def __init__(self, programs: Path | None = None) -> None:
        programs = programs or system_programs() or packaged_programs()
        if programs is None:
            raise NoPostgres(MISSING)
        self.folder = Path(tempfile.mkdtemp(prefix="proviso-pg-"))
        self.as_user = unprivileged()
        try:
            self.programs = self.reachable(programs)
            self.process = self.start()
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        self.url = f"postgresql://proviso@/postgres?host={quote(str(self.folder), safe='')}"

    def reachable(self, programs: Path) -> Path:
        """Give the programs a place that the server's user can read, when theirs may be private."""
        if not self.as_user or "site-packages" not in programs.parts:
            return self.give(programs)
        packages = programs.parents[2]
        for name in ("pgserver", "pgserver.libs"):
            if (packages / name).exists():
                shutil.copytree(packages / name, self.folder / name)
        return self.give(self.folder / "pgserver" / "pginstall" / "bin")

    def give(self, programs: Path) -> Path:
        """Let the server's user own the folder, and hand the programs' place on."""
        if self.as_user:
            os.chown(self.folder, self.as_user["user"], self.as_user["group"])
        return programs

    def start(self) -> "subprocess.Popen[bytes]":
        """Make the cluster, start the server, and wait until it answers."""
        data, log = self.folder / "data", self.folder / "log"
        setup = ("--auth=trust", "--username=proviso", "--encoding=UTF8", "--locale=C", "--no-sync")
        made = subprocess.run(
            [self.programs / "initdb", *setup, "-D", data],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            **self.as_user,
        )
        if made.returncode:
            raise NoPostgres(f"PostgreSQL's initdb failed:\n{made.stderr or made.stdout}")
        options = ("-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=50")
        with log.open("wb") as output:
            process = subprocess.Popen(
                [self.programs / "postgres", "-D", data, "-k", self.folder, *options],
                cwd=self.folder,
                stdout=output,
                stderr=subprocess.STDOUT,
                **self.as_user,
            )
        self.wait(process, data / "postmaster.pid", log)
        return process

    def wait(self, process: "subprocess.Popen[bytes]", pid_file: Path, log: Path) -> None:
        """Wait until the server says that it is ready; say why when it never does."""
        until = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < until:
            if pid_file.exists() and "ready" in pid_file.read_text(encoding="utf-8"):
                return
            time.sleep(0.05)
        process.kill()
        process.wait()
        raise NoPostgres(f"PostgreSQL did not start:\n{log.read_text(errors='replace')[-2000:]}")

    def stop(self) -> None:
        """Stop the server and remove all that it wrote."""
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def unprivileged() -> dict[str, Any]:
    """When we are root, say whom the server runs as instead."""
    if os.geteuid() != 0:
        return {}
    for name in UNPRIVILEGED:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoPostgres(
        "PostgreSQL does not run as root, and this machine has neither a user `postgres` nor "
        "`nobody` to run it as. Run the tests as an ordinary user."
    )
