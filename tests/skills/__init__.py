"""Tests of the skills: their folders, their evals, and their steps run on the sandbox."""
