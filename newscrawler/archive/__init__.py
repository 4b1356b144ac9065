"""What is on disk: the ledger, the lines, the raw pages, and how they survive a crash. `store.Archive` opens it all."""
