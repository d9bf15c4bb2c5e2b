"""Delivery: skills into agent hosts, manifests for plug-in formats, and the MCPB bundle."""
