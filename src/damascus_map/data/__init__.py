"""The dataset folder and its frames: the only readers and writers of files."""
