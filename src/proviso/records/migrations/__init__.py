"""Steps of the records tables. 0002 makes the ledger insert-only."""
