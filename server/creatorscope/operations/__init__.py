"""What runs an operation, and the operations that are not upstream calls."""
