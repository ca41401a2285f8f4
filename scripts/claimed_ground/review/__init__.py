"""Aids for a second look: rows drawn by lot to proof-read, and pages that are copies."""
