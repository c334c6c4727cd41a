"""Questions about the graph as a whole: its networkx form, parts, communities, centrality, places in the picture."""
