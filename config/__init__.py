"""Settings, the site map and the WSGI entry point."""

__version__ = "0.1.0"
