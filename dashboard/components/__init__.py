"""Components: values in, Dash components out. No database, no callbacks, no environment."""
