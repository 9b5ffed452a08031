"""Electronic signatures: a demo certificate authority, signing (PAdES B-B) and checking."""
