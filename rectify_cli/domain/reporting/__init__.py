"""What is counted, owed and told: figures, rosters, reports, notices, papers. Pure."""
