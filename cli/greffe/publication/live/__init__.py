"""Questions asked in the page itself: the engine, the forms and the editors, without a server."""
