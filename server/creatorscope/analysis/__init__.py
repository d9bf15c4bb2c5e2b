"""Pure analysis of creators, works and shops: numbers in, one printable object out."""
