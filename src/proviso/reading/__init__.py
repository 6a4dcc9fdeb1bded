"""Text into proposals, each tied to its exact passage. Nothing here writes the record: a person accepts or rejects."""
