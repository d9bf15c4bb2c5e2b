"""The HTTP client: hosts, authentication, envelopes, retries."""
