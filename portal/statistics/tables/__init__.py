"""The fixed tables that statistics count, each registered by the subject it is about."""
