"""What Proviso promises, as sentences. The rooms here mirror those under src/proviso."""
