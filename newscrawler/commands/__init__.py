"""One file a command; `newscrawler.command` holds what they share."""
