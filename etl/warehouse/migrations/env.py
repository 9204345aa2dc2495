"""Alembic's entry: upgrades run on the connection that `etl.warehouse.connect` hands over, never on their own."""

from alembic import context

from etl.warehouse.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
