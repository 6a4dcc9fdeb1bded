"""Bringing in a review's history from a folder of tables: all of it in one sitting, or nothing. Reading files is outside/tables."""

from proviso.acts.bring_in.folder import bring_in
from proviso.acts.bring_in.result import BroughtIn, Problem

__all__ = ["BroughtIn", "Problem", "bring_in"]
