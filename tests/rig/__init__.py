"""What tests stand on: a PostgreSQL of their own, migrated templates, a real server, a real browser."""
