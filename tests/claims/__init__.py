"""Tests of the claims a model makes and of their check."""
