"""Identity across pages."""
