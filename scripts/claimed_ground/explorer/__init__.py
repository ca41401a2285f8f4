"""Datasette on the finished database, the same on a server and in a reader's browser."""
