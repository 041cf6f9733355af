"""From the documents that a body has to its graph: transcription, interpretation, fidelity."""
