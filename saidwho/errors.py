"""Everything that saidwho raises on purpose.

    SaidwhoError
    ├── InputError            the material given cannot be used
    │   ├── NotText           bytes that are no text (PDF, image, archive, ...)
    │   ├── EmptyText         nothing to read
    │   ├── TooLong           longer than the set limit
    │   ├── NotEnglish        another language
    │   ├── BadDate           a date that cannot be read
    │   ├── UnreadableSource  a path that is missing or cannot be opened
    │   ├── NotADump          a file that is no dump of GeoNames
    │   └── UnknownEvent      an id that no event of the store has, or several begin with
    ├── RecordError           a record that breaks the schema or whose span does not give its quote
    ├── StoreError            the store cannot be opened, read or written: what is in it stays as it was
    │   ├── StoreMissing      there is no store at the path or URL
    │   ├── NotAStore         a file or database of something else
    │   ├── StoreTooNew       written by a newer saidwho
    │   ├── StoreBusy         another process is writing
    │   ├── StoreReadOnly     it may be read and not written
    │   ├── StoreFull         no room left on the disk
    │   ├── StoreDamaged      its content cannot be read
    │   └── StoreUnreachable  the server or folder cannot be reached
    ├── MergeError            merging found no memory, or no room for what it keeps for the time
    └── SetupError            the installation or a setting is wrong: stops the run before the first article
        ├── MissingParser     the parser named in the settings is not installed
        ├── DataDamaged       a file of the package is missing or has another hash
        ├── GazetteerBusy     another process is importing into it
        ├── BadMapping        a mapping of columns that names no field
        ├── ActorsError       a table of actors that cannot be used
        └── CodebookError     a codebook that cannot be used

An `InputError` of one article becomes a `Failure` and the run goes on; a `SetupError` stops the run.
Every message says what is wrong with which value, what was expected, and what to do.
"""


class SaidwhoError(Exception):
    """The base of all of them."""


class InputError(SaidwhoError):
    """The material given cannot be used."""


class NotText(InputError):
    """Bytes that are no text."""


class EmptyText(InputError):
    """Nothing to read."""


class TooLong(InputError):
    """Longer than the limit in the settings."""


class NotEnglish(InputError):
    """A language that saidwho does not read."""


class BadDate(InputError):
    """A date that cannot be read."""


class UnreadableSource(InputError):
    """A path that is missing or cannot be opened."""


class NotADump(InputError):
    """A file that is no dump of GeoNames."""


class UnknownEvent(InputError):
    """No event of the store has this id, or several begin with it."""


class RecordError(SaidwhoError):
    """A record that breaks the schema, or whose span does not give its quote."""


class StoreError(SaidwhoError):
    """The store cannot be opened, read or written."""


class StoreMissing(StoreError):
    """There is no store at the path or URL."""


class NotAStore(StoreError):
    """A file or database of something else."""


class StoreTooNew(StoreError):
    """Written by a newer saidwho."""


class StoreBusy(StoreError):
    """Another process is writing."""


class StoreReadOnly(StoreError):
    """It may be read and not written."""


class StoreFull(StoreError):
    """No room left on the disk."""


class StoreDamaged(StoreError):
    """Its content cannot be read."""


class StoreUnreachable(StoreError):
    """The server or folder cannot be reached."""


class MergeError(SaidwhoError):
    """Merging found no memory, or no room for what it keeps for the time."""


class SetupError(SaidwhoError):
    """The installation or a setting is wrong."""


class MissingParser(SetupError):
    """The parser named in the settings is not installed."""


class DataDamaged(SetupError):
    """A file of the package is missing or has another hash."""


class GazetteerBusy(SetupError):
    """Another process is importing into the gazetteer."""


class BadMapping(SetupError):
    """A mapping of columns that names no field."""


class CodebookError(SetupError):
    """A codebook that cannot be used."""


class ActorsError(SetupError):
    """A table of actors that cannot be used."""
