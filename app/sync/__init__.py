"""Stage 3, sync: rooms that keep what they acknowledge.

In: Yjs updates from phones, over WebSocket or HTTP. Out: the same updates to everyone in the room, and "received" to
the sender. Always: committed to the journal before anyone hears of it.
"""
