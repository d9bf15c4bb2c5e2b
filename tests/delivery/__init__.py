"""Tests of delivery: installing skills, manifests, the bundle and the built packages."""
