"""What a release says of rights, in one place: nobody who packs news may give away what belongs to its publishers."""

from typing import Final

LICENCE_NAME: Final = "rights-with-publishers"
LICENCE_URL: Final = "http://rightsstatements.org/vocab/InC/1.0/"
"""The statement "In Copyright" of rightsstatements.org, made for collections whose keepers do not own the works."""

RIGHTS: Final = (
    "The texts and headlines belong to their publishers, who have licensed nothing here: this release gives no right "
    "to use them beyond what the law of your country allows by itself. What was added to them, the columns of "
    "provenance, dates, repairs, flags and copies and the tables of coverage, may be used without conditions as far "
    "as it can be protected at all. The program that made the release is free software under the BSD 3-Clause licence."
)
