"""The addresses that every page test visits. A new page adds its row here."""

PAST = "on=2018-01-24&known=2018-03-01"
# (name, address, status)
PAGES = (
    ("home", "/", 200),
    ("home in the past", f"/?{PAST}", 200),
    ("home before the record", "/?on=1990-01-01", 200),
    ("about", "/about/", 200),
    ("reviews", "/reviews/", 200),
    ("review", "/reviews/jag-1373/", 200),
    ("review in the past", f"/reviews/jag-1373/?{PAST}", 200),
    ("review before it began", "/reviews/jag-1373/?on=1990-01-01", 200),
    ("roster", "/reviews/jag-1373/roster/", 200),
    (
        "roster narrowed and sorted",
        f"/reviews/jag-1373/roster/?round=R1,R3&sort=-due&{PAST}",
        200,
    ),
    ("roster with nothing on it", "/reviews/jag-1373/roster/?name=zzz", 200),
    ("roster asked badly", "/reviews/jag-1373/roster/?year=soon&page=0", 400),
    ("governments", "/governments/", 200),
    ("governments found", "/governments/?q=Springfield", 200),
    ("governments not found", "/governments/?q=zzzz", 200),
    ("government", f"/governments/J02/?{PAST}", 200),
    (
        "government without a matter",
        "/governments/ocd-division/country:us/state:tx/place:houston/",
        200,
    ),
    ("bad question", "/?on=1/2/2018&known=2018-01-24", 400),
    ("not found", "/no-such-page/", 404),
)
