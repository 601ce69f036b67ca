"""表格 Tables as people send them (xlsx, csv) and as they are sent back (xlsx).

What libraries decode is decoded in a process of its own with bounds on memory and time: a sheet
with one cell in its farthest corner ends that process, and never the server.
"""
