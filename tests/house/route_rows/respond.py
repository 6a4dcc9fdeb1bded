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
    "respond": ("see", READ),
    "respond_matter": ("see", READ),
    "respond_dates": ("see", READ),
    "respond_everything": ("see", READ),
    "respond_file": ("see", READ),
    "respond_ask": ("acknowledge", SEND),
    "respond_do": ("answer", SEND),
    "respond_reply": ("answer", SEND),
    "respond_answer": ("answer", SEND),
    "respond_upload": ("answer", ("POST",)),
    "respond_remove": ("answer", ("POST",)),
    "respond_check": ("answer", READ),
    "respond_sign": ("certify", SEND),
    "respond_receipt": ("see", READ),
    "respond_receipt_pdf": ("see", READ),
    "respond_receipt_file": ("see", READ),
}
