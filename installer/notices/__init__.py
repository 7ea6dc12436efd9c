"""What is handed out with Bukvar: the list, its licences, and what must not be in it.

`gathering` reads an environment, `collecting` asks another interpreter to, `bundle` looks into a finished
build, `rules` says what may be handed out, `writing` makes SBOM and notices (`describe` does all of it for a
finished build), `window_list` the file that the window reads. Nothing is imported here: setting up makes that
file before the tools of the rest are installed.
"""
