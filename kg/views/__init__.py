"""The graph as a page: one HTML file that a browser opens without a network."""

from kg.views.page import write_page

__all__ = ["write_page"]
