"""What the pages say, in every language: the catalogues, and how their texts reach a page."""
