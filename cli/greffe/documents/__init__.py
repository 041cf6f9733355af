"""Documents as received: their tables, where words stand in them, and fidelity to them."""
