"""Pages of foreign archives: found in their files, put by, read by our classes in the order of their time, told."""
