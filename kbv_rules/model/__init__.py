"""The words of the field as frozen pydantic models; no input or output happens here."""
