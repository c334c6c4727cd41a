"""Where a graph is kept so that it can be asked: in memory, in a folder, on a server."""
