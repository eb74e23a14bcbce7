"""Tests that look at pages in Chromium. A package, so that its files may bear the names of other tests' files."""
