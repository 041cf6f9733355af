"""Full-text search of a site without a server: what is indexed, and the page that searches."""
