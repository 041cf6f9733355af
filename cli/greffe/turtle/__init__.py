"""Turtle: read exactly as written, with the place of every fault; written in one formatting.

Modules say which they need, so that nobody pays for the other: ``greffe.turtle.reading``,
``greffe.turtle.writing``.
"""
