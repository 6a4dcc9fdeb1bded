"""The tables: entries of the ledger, checkpoints, the register, projections. No decision is made here."""
