"""The law of the house: nouns, decisions, gates. Pure; no clock, no files, no framework here."""
