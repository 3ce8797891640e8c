"""The dashboards of bases: figures, pictures, and the lists they count."""
