"""Timings, run by hand: `make bench` or `python -m bench NAME …`. Both sides of a ratio are measured in one run."""
