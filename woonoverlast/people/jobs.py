"""Jobs of this context."""
