"""The commands, one module each: they read arguments, call a module below, and print.

A module defines ``COMMAND`` (its name, function and bilingual help).  Commands hold no logic that
a user of the library would miss, and never import each other.
"""
