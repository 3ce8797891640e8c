"""The fields of the embedded index. A change here needs a new FORMAT in forms.py."""

import tantivy

WITH_PLACES = ("title", "former", "body", "syllables", "letters", "code_grams")
WITH_COUNTS = ("signs", "pairs")
PLAIN = ("body_signs",)
WHOLE = ("key", "exact", "initials", "code", "exact_only")


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in WITH_PLACES:
        builder.add_text_field(name, tokenizer_name="whitespace")
    for name in WITH_COUNTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in PLAIN:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in WHOLE:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("facet", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_bytes_field("kept", stored=True)
    builder.add_unsigned_field("day", fast=True)
    return builder.build()


SCHEMA = _schema()
