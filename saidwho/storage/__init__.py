"""The store and its schema."""
