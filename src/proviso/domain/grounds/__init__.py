"""The grounds of the gate, one module per group. Each answers with Ground values; none reads the ledger."""
