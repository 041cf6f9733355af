"""The published site: plain files that need no server, made from the public view of the graph."""
