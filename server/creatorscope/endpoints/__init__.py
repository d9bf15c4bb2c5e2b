"""One module per upstream area: its models, its rows; `table` joins them."""
