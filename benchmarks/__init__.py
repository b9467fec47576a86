"""cnnnotes beside PyTorch, on this machine: `make bench`."""
