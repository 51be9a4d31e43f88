"""The faces: each command parses, makes one call, and hands the result to one writer."""
