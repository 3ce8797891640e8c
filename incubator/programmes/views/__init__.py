"""The screens of programmes, one file per reader."""
