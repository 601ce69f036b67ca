"""作业 What jobs do: a file for each kind, and `registry.py`, which names them all."""
