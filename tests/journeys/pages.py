"""The addresses that every page test visits. A new page adds its row here."""

PAST = "on=2018-01-24&known=2018-03-01"
# (name, address, status)
PAGES = (
    ("home", "/", 200),
    ("home in the past", f"/?{PAST}", 200),
    ("home before the record", "/?on=1990-01-01", 200),
    ("about", "/about/", 200),
    ("bad question", "/?on=1/2/2018&known=2018-01-24", 400),
    ("not found", "/no-such-page/", 404),
)
