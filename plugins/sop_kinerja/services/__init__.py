"""The use cases of sop_kinerja: the only place that changes its state."""
