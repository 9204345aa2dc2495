"""The print: one look as two A4 pages of PDF, made here, without a browser and without a network."""
