"""Questions about the graph as a whole: its networkx form, neighbourhoods, where things lie in the picture."""
