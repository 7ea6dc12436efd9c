"""Off the network: guards and what they refused; the licences of what is built in."""
