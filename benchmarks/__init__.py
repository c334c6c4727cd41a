"""Measurements that take longer than a test, or need what a test may not need."""
