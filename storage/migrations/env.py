"""Run by Alembic for each upgrade, on the connection and in the transaction that `storage.migrating` opened."""

from alembic import context

from storage.migrations.writing import written_as
from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=written_as,
)
with context.begin_transaction():
    context.run_migrations()
