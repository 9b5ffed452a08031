"""Typed settings and logging; imports nothing of ours."""
