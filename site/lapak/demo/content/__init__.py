"""The words of the demo shop, in Indonesian, as plain data. `build` turns them into pages."""
