"""Where files and keys lie: adapters of the ports in `foundation.documents.ports`. S3 joins here as one more file."""
