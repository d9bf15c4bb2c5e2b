"""Tests of one request from arguments to answer."""
