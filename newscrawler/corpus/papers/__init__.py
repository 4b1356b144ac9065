"""What a release tells of itself: the card, its machine-readable twins, its small tables and its figures."""
