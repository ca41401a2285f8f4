"""What the Internet Archive holds of the sources: looked up politely, and asked for."""
