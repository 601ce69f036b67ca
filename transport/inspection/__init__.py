"""检查 What a file is by its content, and whether it may be kept.

What libraries decode (pictures, packages with XML) is decoded in a process of its own with bounds
on memory and time; what ends badly there is a damaged file, and never a damaged server.
"""
