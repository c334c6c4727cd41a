"""Relations: rules as data over masked sentences, and the memory of an article that fills in what they leave unsaid."""
