"""From sources to static pages: Node, the build and the stamp that says whether it is needed."""
