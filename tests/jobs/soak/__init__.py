"""Long tests of jobs, run by `make soak`."""
