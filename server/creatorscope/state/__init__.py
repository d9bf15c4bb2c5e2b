"""What several processes must agree on: jobs, intents to spend, counters and callbacks, in one database."""
