"""What people write in YAML about the guide, its editions, overlays and contacts → data."""
