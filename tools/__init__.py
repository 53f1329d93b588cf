"""What keeps the platform running: the embedded PostgreSQL, the commands in `bin/`. Knows no other context."""
