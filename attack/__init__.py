"""Attacks on the monitor, on this machine only: what one client can do to the others, and what broken files do to it.

``python -m attack`` starts the monitor and runs all of them; ``python -m attack greedy origins`` runs some. Every attack
says what it found and what is expected; the exit code is 1 when something is not as it should be.
"""
