"""A course as data: files -> one typed, frozen `Course` -> pages. Imports no MkDocs and can be used alone."""
