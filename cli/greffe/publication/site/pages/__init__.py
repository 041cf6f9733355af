"""The parts of the site: each module gives pages, files, or both."""
