"""The parts of ``python -m loaders.refresh``: fetch, map, check, keep, assemble, say."""
