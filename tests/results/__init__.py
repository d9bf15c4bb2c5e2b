"""Tests of keeping results, their tables, SQL over them, exports and imports."""
