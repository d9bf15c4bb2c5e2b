"""Adapters from the raw JSON of five platforms and other sources to one Work and one Creator."""
