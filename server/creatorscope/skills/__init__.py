"""The skills' folders: what they must look like, and what is wrong with one that does not."""
