"""Where the libraries come from: their hashes, their licences, and that none of them asks the network."""
