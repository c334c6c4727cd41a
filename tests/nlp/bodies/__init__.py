"""Names of bodies and places."""
