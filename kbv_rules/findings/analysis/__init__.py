"""The analysis report of the method in Word: the empty form, and reading one that was filled in."""
