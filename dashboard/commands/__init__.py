"""The commands of `netralitas`, a module a group. What is heavy is imported where it is used: `--help` is quick."""
