"""Makes drafts, annotates them, and compares what other programs read in them: python compare.py CLAIMLINT"""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from odf import dc, element, office, opendocument, style, text

ANNOTATION = (office.OFFICENS, "annotation")
ANNOTATION_END = (office.OFFICENS, "annotation-end")


def fail(message):
    sys.exit(f"tests/word-programs: {message}")


def plain(path):
    """A phrase across bold words, and a sign that XML escapes."""
    draft = docx.Document()
    draft.add_heading("How it works", 1)
    paragraph = draft.add_paragraph("This is the mo")
    paragraph.add_run("st power").bold = True
    paragraph.add_run("ful peel for skin & hair. ")
    draft.add_paragraph("Results are guaranteed.")
    draft.save(path)
    return ["guaranteed", "the most powerful peel"]


def discussed(path):
    """A table, and a comment of somebody else around words of ours."""
    draft = docx.Document()
    paragraph = draft.add_paragraph("It is definately calm.")
    draft.add_comment(paragraph.runs[0], text="Is it?", author="Ann", initials="A")
    table = draft.add_table(1, 2)
    table.cell(0, 1).text = "Clinically proven to soften."
    draft.save(path)
    return ["Clinically proven to soften", "definately"]


def changed(path):
    """Words that somebody proposed to put in, and others to take out."""
    draft = docx.Document()
    paragraph = draft.add_paragraph("Our serum is ")
    for name, words, tag in [("ins", "guaranteed", "t"), ("del", "sure", "delText")]:
        markup = f'<w:{name} {nsdecls("w")} w:id="7{len(words)}" w:author="Ann"><w:r><w:{tag}>{words}</w:{tag}></w:r></w:{name}>'
        paragraph._p.append(parse_xml(markup))
    paragraph.add_run(" to calm.")
    draft.save(path)
    return ["guaranteed"]


def tagged(path):
    """A phrase that begins before a smart tag, as old versions of Word made them, and ends in it."""
    draft = docx.Document()
    paragraph = draft.add_paragraph("This is the most ")
    words = '<w:r><w:t xml:space="preserve">powerful peel on</w:t></w:r>'
    paragraph._p.append(parse_xml(f'<w:smartTag {nsdecls("w")} w:uri="u" w:element="place">{words}</w:smartTag>'))
    paragraph.add_run(" the market.")
    draft.save(path)
    return ["the most powerful peel"]


def opened(path):
    """A text of OpenDocument with a span across a phrase."""
    draft = opendocument.OpenDocumentText()
    bold = style.Style(name="B", family="text")
    bold.addElement(style.TextProperties(fontweight="bold"))
    draft.automaticstyles.addElement(bold)
    paragraph = text.P(text="This is the mo")
    paragraph.addElement(text.Span(stylename=bold, text="st power"))
    paragraph.addText("ful peel for skin & hair.")
    draft.text.addElement(paragraph)
    draft.text.addElement(text.P(text="Results are guaranteed."))
    draft.save(path)
    return ["guaranteed", "the most powerful peel"]


def in_word(path):
    """Author and words of each comment, as python-docx reads the document."""
    document = docx.Document(path)
    authors = {str(comment.comment_id): comment.author for comment in document.comments}
    words, open_ids = {number: "" for number in authors}, set()
    for node in document.element.body.iter():
        if node.tag == qn("w:commentRangeStart"):
            open_ids.add(node.get(qn("w:id")))
        elif node.tag == qn("w:commentRangeEnd"):
            open_ids.discard(node.get(qn("w:id")))
        elif node.tag == qn("w:t"):
            for number in open_ids:
                words[number] += node.text or ""
    return sorted((authors[number], words[number]) for number in authors)


def in_opendocument(path):
    """The same, as odfpy reads a text of OpenDocument."""
    found, open_names, names = {}, set(), []

    def walk(node):
        if node.nodeType == element.Node.TEXT_NODE:
            for name in open_names:
                found[name][1] += node.data
        elif getattr(node, "qname", None) == ANNOTATION:
            name = node.getAttrNS(office.OFFICENS, "name") or f"point-{len(names)}"
            names.append(name)
            creator = node.getElementsByType(dc.Creator)
            found[name] = [str(creator[0]) if creator else "", ""]
            open_names.add(name)
        elif getattr(node, "qname", None) == ANNOTATION_END:
            open_names.discard(node.getAttrNS(office.OFFICENS, "name"))
        elif getattr(node, "qname", None) != (text.TEXTNS, "tracked-changes"):
            for child in node.childNodes:
                walk(child)

    walk(opendocument.load(path).text)
    return sorted(tuple(one) for one in found.values())


def read(path):
    return in_word(path) if path.suffix == ".docx" else in_opendocument(path)


def annotate(claimlint, draft, output, *arguments):
    command = [claimlint, "annotate", "--no-config", "--ignore", "no-source", draft.name, "--output", output.name, *arguments]
    run = subprocess.run(command, cwd=draft.parent, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1) or run.stderr:
        fail(f"{draft.name} cannot be annotated: {run.stderr}")


def converted(office_program, path, kind):
    """The document as LibreOffice saves it in the other format."""
    folder = path.parent / f"{path.stem}-{kind}"
    command = [office_program, f"-env:UserInstallation=file://{path.parent}/profile", "--headless", "--convert-to", kind, "--outdir", folder, path]
    subprocess.run(command, capture_output=True, check=False, timeout=180)
    result = folder / f"{path.stem}.{kind}"
    if not result.exists():
        fail(f"LibreOffice does not open {path.name}")
    return result


def compare(program, name, found, expected):
    if found != expected:
        fail(f"{program} finds in {name}: {found}, and not: {expected}")
    listed = "; ".join(f"{author}: {words!r}" for author, words in found)
    print(f"{program} reads {name}: {listed}")


def main():
    claimlint = Path(sys.argv[1]).resolve()
    office_program = shutil.which("soffice") or shutil.which("libreoffice")
    with tempfile.TemporaryDirectory() as folder:
        drafts = [
            ("plain.docx", plain),
            ("discussed.docx", discussed),
            ("changed.docx", changed),
            ("tagged.docx", tagged),
            ("opened.odt", opened),
        ]
        for name, make in drafts:
            draft = Path(folder) / name
            words = make(draft)
            ours = [("claimlint", own) for own in words]
            expected = sorted(read(draft) + ours)
            output = draft.with_stem(f"{draft.stem}-reviewed")
            annotate(claimlint, draft, output)
            other = "python-docx" if draft.suffix == ".docx" else "odfpy"
            compare(other, output.name, read(output), expected)
            again = draft.with_stem(f"{draft.stem}-again")
            annotate(claimlint, output, again)
            if again.read_bytes() != output.read_bytes():
                fail(f"{output.name} changes when it is annotated again")
            if zipfile.ZipFile(output).testzip():
                fail(f"{output.name} is a broken zip")
            fixed = draft.with_stem(f"{draft.stem}-fixed")
            annotate(claimlint, draft, fixed, "--fixes", "safe")
            if office_program:
                kind = "odt" if draft.suffix == ".docx" else "docx"
                compare("LibreOffice", output.name, read(converted(office_program, output, kind)), expected)
                converted(office_program, fixed, kind)
    if not office_program:
        print("NOT CHECKED: LibreOffice is not installed (Debian: apt-get install libreoffice-writer-nogui)")


main()
