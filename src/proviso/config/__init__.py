"""Wiring only: settings, and which database an installation uses. No behaviour lives here."""
