"""What a check file says, part by part."""
