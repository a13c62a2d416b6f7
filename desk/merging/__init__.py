"""Two records of one thing become one: nothing is lost, and all of it can be taken back."""
