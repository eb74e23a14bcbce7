"""The course for paper and e-readers: PDF, EPUB, Markdown, plain text, pictures.

Two steps. While the site is built, `documents` writes what stands in each file as HTML, from the course's templates.
Then `make` turns these documents into files, on all cores and only where something changed.
"""
