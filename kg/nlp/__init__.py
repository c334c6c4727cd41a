"""The spaCy pipeline: names, values, coreference and relations on a Doc of characters."""
