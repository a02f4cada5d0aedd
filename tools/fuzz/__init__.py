"""Bad input: every place where bytes or words from outside come in, fed with what nobody meant."""
