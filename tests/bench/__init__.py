"""How fast Kehitys is, beside a bare Textual app in the same run: `python -m tests.bench`."""
