"""The backups of the file: which there are, and bringing one back."""
