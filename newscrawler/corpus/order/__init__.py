"""What a person asks of an export: which records, in which formats, how divided, compared with what."""
