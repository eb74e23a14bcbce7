"""`make bench`: what the engine costs beside plain MkDocs + Material on the same words."""
