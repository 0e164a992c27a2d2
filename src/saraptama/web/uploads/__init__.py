"""Large files that go on after a cut: the tus 1.0 protocol over the contents of digital objects."""
