"""weasy.py SOURCE...: each HTML file to a PDF beside it, in one process."""
import sys

from weasyprint import HTML

for source in sys.argv[1:]:
    HTML(source).write_pdf(source.removesuffix(".html") + ".pdf")
