"""What the shards of one command found -> JSON -> the same again, put together: none missing, none twice, all of one
input."""

from generator.joining.complete import complete
from generator.joining.fingerprint import fingerprint
from generator.joining.reading import answers
from generator.joining.together import pages, seen, told
from generator.joining.writing import document

__all__ = ["answers", "complete", "document", "fingerprint", "pages", "seen", "told"]
