"""Pages for people: routes, views, templates and what they are drawn with. Nothing is decided or counted here."""
