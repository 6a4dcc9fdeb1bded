"""The pages as a person meets them: a real browser, a real server, one seeded installation."""
