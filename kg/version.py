"""The version of the distribution, in a module that needs nothing else."""

__version__ = "0.1.0"
