"""Work that takes longer than a call: its kinds, its steps, and the worker that runs them."""
