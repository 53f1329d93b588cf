"""Mail to many: composed once, queued as rows, claimed, sent, recorded. Each recipient gets it at most once."""
