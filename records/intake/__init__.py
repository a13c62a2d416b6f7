"""Spreadsheets that people bring, whoever made them: read, understood, checked, then written."""
