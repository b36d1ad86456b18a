"""What the bank defines: its file format, the features and their encoding, the weight of a client and the metric."""
