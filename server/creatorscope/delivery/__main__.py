"""Starts the server as plug-in hosts do: settings come from the host's form and the environment."""

from __future__ import annotations

import sys

from creatorscope.__main__ import main
from creatorscope.delivery.form import apply_form

if __name__ == "__main__":
    apply_form()
    sys.argv[1:] = ["serve"]
    main()
