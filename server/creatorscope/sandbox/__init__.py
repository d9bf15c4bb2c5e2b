"""The same table served over a seeded world, for use without any key."""
