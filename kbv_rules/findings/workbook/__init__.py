"""The findings as an Excel workbook: the form to fill in, and reading it back."""
