"""What can be asked: one function per question, frozen answers. Nothing here writes."""
