"""`python -m proviso.workers`: one worker process. `proviso work` starts as many as it is told to."""

import asyncio
import os
import sys
from datetime import timedelta

import django


def main(arguments: list[str]) -> int:
    """Carry errands until told to end; with `--once MINUTES`, only what is due, as a run that comes so often."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proviso.config.settings")
    django.setup()
    from django.db import connection

    from proviso.workers.carrying import Stopping, loop, new_worker, once

    stopping = Stopping()
    stopping.listen()
    if arguments[:1] == ["--once"]:
        taken = once(new_worker(), stopping, every=timedelta(minutes=int(arguments[1])))
        print(f"{taken} {'errand' if taken == 1 else 'errands'} taken up.")  # noqa: T201 - the command's answer
    elif connection.vendor == "postgresql":
        from proviso.workers.jobs import serve

        asyncio.run(serve(new_worker(), _say))
    else:
        loop(new_worker(), stopping, _say)
    return 0


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
