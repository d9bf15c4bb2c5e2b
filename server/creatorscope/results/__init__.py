"""Every large answer kept under a result id, and what can be done with it: SQL, paging, export."""
