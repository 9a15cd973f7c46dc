"""What the files we ship say."""
