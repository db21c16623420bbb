"""Results that outlive the process: readings kept by content, and corpora on disk.

cache.Cache           readings by content and version, shared by runs
folder.Store          a corpus as partitioned Parquet: what was read of every document
"""
