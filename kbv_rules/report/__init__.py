"""Results as people and programs read them: text, Markdown, JSON, CSV, SVG."""
