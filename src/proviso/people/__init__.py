"""People who use Proviso: accounts. What a person may do is decided in the domain."""
