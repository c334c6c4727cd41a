"""Identity within a page: which mentions name the same entity, and which division the page writes about."""
