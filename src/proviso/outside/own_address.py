"""The installation's own address, from which it writes of accounts and codes. Letters say their own sender (see round files)."""

import os
from collections.abc import Mapping

from proviso.domain.addresses import Address, address
from proviso.domain.refusals import Refusal

VARIABLE = "PROVISO_MAIL_FROM"


def own_address(environ: Mapping[str, str] = os.environ) -> Address | Refusal | None:
    """The address that PROVISO_MAIL_FROM names; None if it names none."""
    told = environ.get(VARIABLE, "").strip()
    return address(told, name="Proviso") if told else None
