"""Pictures of the main pages, for the README: `python -m tools.screenshots` writes docs/pictures. What is pictured is in SHOTS."""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.browser import NoBrowser, find, launched
from tests.journeys.desks import account, sign_in
from tests.journeys.served import seeded, serving

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
WIDTHS = {"desktop": 1280, "phone": 390, "dark": 1280, "print": 794}


@dataclass(frozen=True, slots=True)
class Shot:
    """One page in one way: desktop, phone, dark or print; `role` is who is signed in, if anybody."""

    name: str
    path: str
    way: str
    whole: bool = True
    role: str = ""


MAY = "/may/?act=enforce-condition&respondent=J02&condition=notice&year=2017&programme=16.738&on=2018-01-24"
EFFECT = "/desk/docket/cases/Z01/orders/ZO4/effect/"
SHOTS = (
    Shot("home", "/", "desktop", whole=False),
    Shot("home", "/", "phone", whole=False),
    Shot("home", "/", "dark", whole=False),
    Shot("home", "/?on=2018-03-01", "print", whole=False),
    Shot("review", "/reviews/jag-1373/?on=2018-06-26", "desktop", whole=False),
    Shot("review", "/reviews/jag-1373/?on=2018-06-26", "phone", whole=False),
    Shot("roster", "/reviews/jag-1373/roster/?on=2018-03-01&state=CA", "desktop", whole=False),
    Shot("roster", "/reviews/jag-1373/roster/?on=2018-03-01&state=CA", "phone", whole=False),
    Shot("government", "/governments/J02/?on=2018-03-01", "desktop", whole=False),
    Shot("matter", "/matters/J02-FY2017/?on=2018-01-24", "desktop", whole=False),
    Shot("matter", "/matters/J02-FY2017/?on=2018-01-24", "phone", whole=False),
    Shot("matter", "/matters/J02-FY2017/?on=2018-01-24", "print", whole=False),
    Shot("may", MAY, "desktop", whole=False),
    Shot("order", "/orders/O08/?on=2018-06-26", "desktop", whole=False),
    Shot("desk", "/desk/", "desktop", whole=False, role="analyst"),
    Shot("desk-matter", "/desk/matters/T03-FY2024/", "desktop", whole=False, role="analyst"),
    Shot("desk-docket", EFFECT, "desktop", whole=False, role="counsel"),
    Shot("respond", "/respond/T03-FY2024/", "phone", whole=False, role="respondent-owner"),
    Shot("respond", "/respond/T03-FY2024/", "desktop", whole=False, role="respondent-owner"),
)


def password_of(made: dict[str, str], home: Path, role: str) -> str:
    """The password of a role's account, made where it is needed first."""
    if role not in made:
        made[role] = account(home, role)
    return made[role]


def write(into: Path, shots: tuple[Shot, ...]) -> None:
    """Serve a fresh reference review and picture it."""
    into.mkdir(parents=True, exist_ok=True)
    passwords: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="proviso-pictures-") as home:
        seeded(Path(home))
        with serving(Path(home)) as site, launched(find()) as browser:
            for shot in shots:
                page = browser.new_page(
                    viewport={"width": WIDTHS[shot.way], "height": 900},
                    color_scheme="dark" if shot.way == "dark" else "light",
                )
                if shot.role:
                    page.goto(f"{site}/desk/")
                    sign_in(page, shot.role, password_of(passwords, Path(home), shot.role))
                page.goto(site + shot.path)
                if shot.way == "print":
                    page.emulate_media(media="print")
                page.evaluate("document.fonts.ready")
                page.screenshot(path=into / f"{shot.name}-{shot.way}.png", full_page=shot.whole)
                page.close()
                print(f"{shot.name}-{shot.way}.png")


def main() -> None:
    """Write every picture, or those whose name begins with an argument."""
    wanted = tuple(one for one in SHOTS if not sys.argv[1:] or one.name in sys.argv[1:])
    try:
        write(PICTURES, wanted)
    except NoBrowser as none:
        sys.exit(str(none))


if __name__ == "__main__":
    main()
