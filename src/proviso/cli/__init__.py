"""The command line: one module per group of commands. Decides nothing; it parses, calls acts or queries, and prints."""
