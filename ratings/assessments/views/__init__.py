"""The screens of assessments, one file per reader."""
