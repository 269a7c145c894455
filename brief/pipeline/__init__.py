"""The order of the stages: folders and the clock on one side, plain values on the other.

This is the one room that opens and writes files; what a command can do, one function here can do.
Nothing is imported at this place: each command pays for the start of what it uses alone.
"""
