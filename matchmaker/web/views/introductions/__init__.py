"""The views of introductions: asking, one of them, mine, the broker’s desk, the page behind a link."""
