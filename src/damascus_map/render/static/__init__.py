"""Pictures of a view as files, drawn by matplotlib without a browser."""
