"""One file, one site: the folder is the registry."""
