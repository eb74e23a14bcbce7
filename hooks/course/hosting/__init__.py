"""A built course on its way to readers: what servers say, compression, publishing, a check of it all."""
