"""The handbook as a graph: reading the YAML, asking it, checking it, drawing it."""
