"""Help with registration for founding teams."""
