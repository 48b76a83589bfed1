"""Migration steps that know about the guards."""

from django.db.migrations.operations.base import Operation

from accounting import guards


class InstallGuards(Operation):
    """Put it after the tables of the books."""

    reversible = True

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        guards.install(schema_editor.connection)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        guards.remove(schema_editor.connection)

    def describe(self):
        return "Install the guards of the books"


class WithoutGuards(Operation):
    """Change tables of the books: guards off, the given operations, guards on again.

    SQLite rebuilds a table even to add a column, and triggers that speak of it would break the rebuild.
    """

    def __init__(self, *operations: Operation):
        self.operations = operations

    @property
    def reversible(self):
        return all(operation.reversible for operation in self.operations)

    def deconstruct(self):
        return self.__class__.__qualname__, list(self.operations), {}

    def state_forwards(self, app_label, state):
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        guards.remove(schema_editor.connection)
        for operation, before, after in self._steps(app_label, from_state):
            operation.database_forwards(app_label, schema_editor, before, after)
        guards.install(schema_editor.connection)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        guards.remove(schema_editor.connection)
        for operation, before, after in reversed(self._steps(app_label, to_state)):
            operation.database_backwards(app_label, schema_editor, after, before)
        guards.install(schema_editor.connection)

    def _steps(self, app_label, earliest):
        """(operation, state before it, state after it), oldest first."""
        steps, before = [], earliest
        for operation in self.operations:
            after = before.clone()
            operation.state_forwards(app_label, after)
            steps.append((operation, before, after))
            before = after
        return steps

    def describe(self):
        inner = "; ".join(operation.describe() for operation in self.operations)
        return f"With the guards of the books off: {inner}"
