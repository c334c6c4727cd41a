"""How the weights of the trained components are made, from gold pages of the project: see docs/model.md."""
