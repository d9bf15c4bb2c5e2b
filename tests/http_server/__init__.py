"""Tests of the HTTP server, through real ports and real clients."""
