"""Prompt contracts: what a model may claim, and whether its evidence exists."""
