"""What is done with letters. One module for each idea; `drafting`, `initials`, `signing`, `wet`, `distribution`
and `receipt` follow a letter's way, the others help them."""
