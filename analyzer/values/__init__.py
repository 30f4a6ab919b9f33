"""Takes a handler and its modules' IR, gives everything that running it may do; knows no AWS and never runs code.

An abstract interpreter over value contexts: ``solver.solve`` is the front.  Read ``model`` (the
domain), ``machine`` (the state and what its parts ask of each other), then ``expressions``,
``statements`` and ``calls``.  What packages outside do comes through ``machine.Externals``.
"""
