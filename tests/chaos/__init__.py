"""Chaos: workers killed at every step of carrying an errand, and what was lost or doubled by it. The product is not here."""
