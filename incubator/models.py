"""The models of the app's subjects."""
