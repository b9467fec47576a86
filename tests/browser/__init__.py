"""A package, so that pytest ends its browser with it: while one runs, asyncio runs nothing else."""
