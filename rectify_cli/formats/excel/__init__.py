"""Blocks → an Excel workbook."""
