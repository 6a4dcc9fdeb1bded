"""What can be done: one module per noun, all through perform. What is allowed is decided in the domain."""
