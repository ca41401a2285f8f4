"""Claimed Ground: who claimed how much ground in the Russia–Ukraine war, and where claims disagree."""
