"""The charity-resource pool of a station."""
