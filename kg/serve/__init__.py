"""The graph over HTTP: its page, and a SPARQL endpoint that reads it within limits of time, memory and size."""
