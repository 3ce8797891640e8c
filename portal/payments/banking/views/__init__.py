"""The screens of banking, one file per matter."""
