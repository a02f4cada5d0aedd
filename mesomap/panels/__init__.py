"""The parts of the window around the chart: what a person reads, picks and types.

A panel is shown plain values and says with a signal what a person wants. It never writes to the
document and knows no other panel: `mesomap.app` joins them.
"""
