"""The registers given back in the formats of an office, in the layout that the body prints."""
