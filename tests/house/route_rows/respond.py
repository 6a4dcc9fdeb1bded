"""Who may ask each route of the respondent desk, and with which methods."""

READ, SEND = ("GET", "HEAD"), ("GET", "HEAD", "POST")
# route: (who may ask it, with which methods)
ROUTES: dict[str, tuple[str, tuple[str, ...]]] = {
    "desk_code": ("entrance", SEND),
    "desk_code_of": ("entrance", SEND),
    "desk_code_confirm": ("entrance", SEND),
    "desk_code_leave": ("entrance", SEND),
    "desk_code_letter": ("see", READ),
    "respond_people": ("delegate", READ),
    "respond_person_new": ("delegate", SEND),
    "respond_person_end": ("delegate", SEND),
    "respond_person_link": ("delegate", SEND),
}
