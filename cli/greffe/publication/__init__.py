"""Publication: what a build writes for others to take away."""
