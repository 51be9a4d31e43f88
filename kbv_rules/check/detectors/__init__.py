"""What a check can look for, by topic; `kbv_rules.check.registry` says what each is told."""
