"""What a check file says, part by part, and the proof that its examples hold."""
