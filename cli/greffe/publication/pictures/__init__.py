"""Pictures of the registers: drawn when the site is built, each with a table that says the same."""
