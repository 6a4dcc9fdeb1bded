"""`proviso serve`: the pages of this installation, by a real web server in this process. No page is here."""

import socket
from importlib import import_module
from threading import Thread
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import call_command

from proviso.cli.app import app
from proviso.cli.asking import bad, err, out
from proviso.cli.database import must_be_ready
from proviso.cli.installation import ensure

HERE = "127.0.0.1"
PORT = 8000
THREADS = 8
AS_OWNER = (
    "PROVISO_WEB_DATABASE_URL is set, and this command is connected as the tables' owner, from whom "
    "row-level security keeps nothing. Nothing is served. Serve with: proviso serve"
)


@app.command("serve")
def serve(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port. 0 takes one that is free.")
    ] = PORT,
    host: Annotated[
        str, typer.Option(help="The address to listen on. 0.0.0.0 is every address of the machine.")
    ] = HERE,
) -> None:
    """Serve the pages of this installation until it is stopped (Ctrl+C).

    For other names than this machine's own set PROVISO_HOSTS. Put a web server with TLS in front
    where others than you read the pages.
    """
    if settings.ROW_SECURITY:
        must_be_ready()
    else:
        ensure()
    start(host, port)


def start(host: str, port: int) -> None:
    """Lay the static files out, listen, print the address, and serve until stopped."""
    from django.core.wsgi import get_wsgi_application  # only serving needs what these bring in
    from waitress import create_server

    if settings.PAGES_DATABASE and not settings.ROW_SECURITY:
        bad(AS_OWNER)
    if host not in settings.ALLOWED_HOSTS and host not in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        settings.ALLOWED_HOSTS.append(host)
    call_command("collectstatic", interactive=False, verbosity=0)
    listening = _listen(host, port)
    server = create_server(get_wsgi_application(), sockets=[listening], threads=THREADS, ident=None)
    shown = f"[{host}]" if ":" in host else host
    out.print(
        f"Serving {settings.PROVISO_HOME} at http://{shown}:{listening.getsockname()[1]}/",
        soft_wrap=True,
    )
    err.print("Stop with Ctrl+C.")
    Thread(target=_read_ahead, daemon=True).start()
    server.run()


def _read_ahead() -> None:
    """Read program and record before the first reader asks for them: at 39,000 matters that takes a while."""
    from django.db import connection

    from proviso.queries.pages.home import home
    from proviso.queries.pages.review import review
    from proviso.records import rows

    import_module(settings.ROOT_URLCONF)
    try:
        with rows.seen(rows.EVERYONES):
            for one in home().reviews:
                review(one.review)
    finally:
        connection.close()


def _listen(host: str, port: int) -> socket.socket:
    """Take the port; exit 2 where that cannot be done."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as trouble:
        bad(
            f"Cannot listen on {host}, port {port}: {trouble.strerror}. "
            "Another server may have it; give another with --port, or --port 0 for one that is free."
        )
