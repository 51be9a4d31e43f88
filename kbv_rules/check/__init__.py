"""From a draft that was read to remarks: chapters, priorities and mentions are found, check rules judge them."""
