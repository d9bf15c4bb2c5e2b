"""The vocabulary of the table: operations, prices, wire forms, field types, taxonomies."""
