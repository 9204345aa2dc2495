"""Figures: frames and values in, plotly figures and their words out. No database, no callbacks, no environment."""
