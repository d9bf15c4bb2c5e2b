"""Measurements: ratios within one run, written to references/benchmarks.md."""
