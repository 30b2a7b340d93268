"""Figures straight from CBS and RIVM: the open-data services, spoken to with care.

``fetch.fetch`` gives what a catalogue source names as the same table a file reader gives (RAW_COLUMNS).
What goes wrong is an ``UpstreamError`` in Dutch; a figure that is not certain is never handed on.
"""
