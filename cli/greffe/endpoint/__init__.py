"""A SPARQL endpoint that can be exposed without fear, and the questions over HTTP."""
