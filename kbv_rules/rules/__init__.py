"""The rule language: decision tables after DMN. Sees names and values; knows nothing of safety."""
