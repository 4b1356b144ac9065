"""From archives to a release: selection, near-duplicates, splits, formats and the papers that go with them."""
