"""The fragments that reports quote: found again in a text, and pointed at on a page."""
