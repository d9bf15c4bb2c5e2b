"""Tests of jobs' and money's shared state."""
