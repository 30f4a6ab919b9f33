"""Takes a folder of checkouts, gives how ``--fail-on error`` judges templates that only name policies; never writes to them."""
