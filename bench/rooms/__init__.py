"""What the rooms carry, beside their peers in one run: `python -m bench.rooms`."""
