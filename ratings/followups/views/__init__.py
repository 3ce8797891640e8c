"""The screens of follow-up ratings, one file per reader."""
