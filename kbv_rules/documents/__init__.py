"""Reads a document, whatever it was written in, into sections and paragraphs with their places."""
