"""What a file really is: media type, drawings, what is suspicious; and the words for what is found."""
