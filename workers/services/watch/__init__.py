"""The worker `watch`: tells what changes in folders."""
