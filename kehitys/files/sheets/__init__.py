"""Sheets from strangers, and our own: CSV and XLSX, where a cell is text and nothing else."""
