"""The people, teams and units of the network."""
