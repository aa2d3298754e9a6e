"""One edition on a local page that follows every save. It reads the project and never writes."""
