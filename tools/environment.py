"""Makes `.venv` as the lock says, with the standard library only. What it runs later is not here.

`python3 tools/environment.py` is what `make setup` calls. The first time it makes the environment,
installs uv into it and lets uv install what `uv.lock` names, hash by hash. Afterwards it compares a
stamp and stops. A package index set for uv or for pip is honoured: files then come from there, and
the hashes of the lock still have to match.
"""

import hashlib
import os
import re
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
INDEX_VARIABLES = ("UV_DEFAULT_INDEX", "UV_INDEX_URL")


def stamp_of(project: Path) -> str:
    """Tell one state of the lock, the project file and the interpreter from another."""
    digest = hashlib.sha256(sys.version.encode())
    for name in ("uv.lock", "pyproject.toml"):
        digest.update((project / name).read_bytes())
    digest.update(Path(__file__).read_bytes())
    digest.update((configured_index(project / ".venv" / "bin" / "python") or "").encode())
    return digest.hexdigest()


def configured_index(python: Path) -> str | None:
    """Name the package index that the user set for uv or pip; None means the public one."""
    for variable in INDEX_VARIABLES:
        if os.environ.get(variable):
            return os.environ[variable]
    if os.environ.get("PIP_INDEX_URL"):
        return os.environ["PIP_INDEX_URL"]
    if not python.exists():
        return None
    answer = subprocess.run(
        [python, "-m", "pip", "config", "get", "global.index-url"],
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.stdout.strip() or None


def pinned_uv(project: Path) -> str:
    """Read from the lock which uv to install, so that every machine uses the same one."""
    lock = (project / "uv.lock").read_text(encoding="utf-8")
    found = re.search(r'^name = "uv"\nversion = "([^"]+)"', lock, re.MULTILINE)
    return f"uv=={found[1]}" if found else "uv"


def run(*command: object, **variables: str) -> None:
    """Run one command in the open, and stop with its exit code when it fails."""
    environ = {**os.environ, **variables}
    done = subprocess.run([str(part) for part in command], check=False, env=environ)
    if done.returncode:
        sys.exit(done.returncode)


def create(environment: Path) -> None:
    """Make an empty environment with pip in it."""
    try:
        venv.create(environment, with_pip=True, symlinks=True, clear=True)
    except subprocess.CalledProcessError:
        sys.exit(
            f"{sys.executable} could not make an environment with pip in it: its module ensurepip "
            "is missing. On Debian and Ubuntu: apt-get install python3-venv. Then run make again."
        )


def install(project: Path, environment: Path, index: str | None) -> None:
    """Install what the project's lock names into its environment."""
    python, uv = environment / "bin" / "python", environment / "bin" / "uv"
    variables = {"UV_PROJECT_ENVIRONMENT": str(environment), "VIRTUAL_ENV": str(environment)}
    if index is None:
        run(uv, "sync", "--frozen", "--quiet", "--project", project, **variables)
        return
    wanted = environment / "wanted.txt"
    export = (uv, "export", "--frozen", "--quiet", "--no-emit-local", "--project", project)
    run(*export, "--output-file", wanted, **variables)
    source = ("--quiet", "--default-index", index, "--python", python)
    run(uv, "pip", "sync", "--require-hashes", *source, wanted, **variables)
    run(uv, "pip", "install", "--no-deps", *source, "--editable", ROOT, **variables)


def make(project: Path) -> None:
    """Make or renew one project's environment, or do nothing when it is as the lock says."""
    environment = project / ".venv"
    python, stamp = environment / "bin" / "python", environment / "stamp"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == stamp_of(project):
        return
    print(f"Setting up {environment} as uv.lock says. The first time takes a minute.", flush=True)
    if not (stamp.exists() and python.exists()):  # new, or left half-made
        create(environment)
    stamp.unlink(missing_ok=True)
    run(python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", pinned_uv(ROOT))
    install(project, environment, configured_index(python))
    stamp.write_text(stamp_of(project), encoding="utf-8")
    print("The environment is ready.", flush=True)


def main() -> None:
    """Set up the product's environment, or that of the project folder given as argument."""
    make(ROOT / sys.argv[1] if len(sys.argv) > 1 else ROOT)


if __name__ == "__main__":
    main()
