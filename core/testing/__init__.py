"""For tests of the core and of plugins: pytest fixtures (`core.testing.fixtures`), loaded by a conftest.py with
`pytest_plugins = ["core.testing.fixtures"]`, and the contract that every plugin keeps (`core.testing.contract`)."""
