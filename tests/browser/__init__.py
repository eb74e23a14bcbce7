"""Tests that look at pages in Chromium. The folder is a package, so that its files may be named like others of the tests."""
