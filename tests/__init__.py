"""The tests, and the demo and benchmarks that live beside them."""
