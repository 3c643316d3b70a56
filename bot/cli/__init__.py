"""What an operator types: one file for each command. Every command returns its exit code."""
