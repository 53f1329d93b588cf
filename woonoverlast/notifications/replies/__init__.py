"""Replies by mail: the address that a notice carries, what comes in at it, and what follows."""
