"""Registers of persons: pseudonyms for their numbers, Parquet beside the warehouse, and counting each person once.

keys.py        the secret keys and the pseudonym they make of a NIP
relations.py   where rows come from: a CSV of any size, or a frame that the layout found
staging.py     rows of a register -> checked, pseudonymised parts
parts.py       where the parts lie, and the sweeping of those that nothing refers to
counting.py    live parts -> who counts where
"""
